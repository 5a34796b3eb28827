/**
 * What is known of a recording: what was done and when, which lines show it, and where it is quiet.
 * The lines are found by a pattern of the fault's kind, never by a score.
 */
package org.simbastream.tools.record.truth;
