/**
 * The small system whose logs are recorded: a generator of words, a Flink job that counts them, a
 * consumer of the counts, and a service that keeps their total.
 */
package org.simbastream.recordings.load;
