/** The recording in the jar, which the demo replays and benchmarks read. */
package org.simbastream.recordings.bundled;
