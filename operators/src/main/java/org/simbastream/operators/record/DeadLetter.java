package org.simbastream.operators.record;

/**
 * A record that could not be processed.
 *
 * @param key the stream it would have belonged to
 * @param position where it stands in Kafka
 * @param time its time in Kafka, in milliseconds since the epoch
 * @param rejection why, and what is kept of its bytes
 */
public record DeadLetter(String key, Position position, long time, Rejection rejection) {}
