/**
 * Recordings with ground truth: runs a real system, injects a fault, and saves its logs with the
 * known facts about them.
 */
package org.simbastream.recordings;
