/**
 * Sends dead letters back through: {@code simba replay}.
 *
 * <p>Exactly once, by Kafka's means: the records and the progress in the dead letters go into one
 * transaction. Progress is an offset before which every letter is done, and which of the letters
 * after it are done too; it stands in a compacted topic of its own, where nothing expires.
 */
package org.simbastream.job.replay;
