/**
 * Recordings with ground truth: a real system, something broken in it on purpose, its logs, and
 * what is known of them.
 */
package org.simbastream.tools.record;
