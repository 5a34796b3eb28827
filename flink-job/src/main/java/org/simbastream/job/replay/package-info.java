/**
 * Replays dead letters: {@code simba replay}.
 *
 * <p>A replay is exactly once: the records and the progress in the dead letters are written in one
 * Kafka transaction. Progress is an offset before which every letter is done, and the letters after
 * it that are done too; it is stored in a separate compacted topic, in which no records expire.
 */
package org.simbastream.job.replay;
