/**
 * The ground truth of a recording: the fault and its time, the lines that show it, and the quiet
 * times. The lines are found by patterns of the fault's kind, never by a score.
 */
package org.simbastream.recordings.truth;
