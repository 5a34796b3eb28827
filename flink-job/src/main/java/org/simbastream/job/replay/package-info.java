/**
 * Sends dead letters back through: {@code simba replay}.
 *
 * <p>Exactly once, by Kafka's means: the records and the progress in the dead letters go into one
 * transaction. Progress is the consumer group's offset, before which every letter is done; which of
 * the letters after it are done too stands in the offset's metadata.
 */
package org.simbastream.job.replay;
