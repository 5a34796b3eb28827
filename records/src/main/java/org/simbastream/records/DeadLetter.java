package org.simbastream.records;

import org.simbastream.annotation.PublicApi;

/**
 * A record that could not be processed.
 *
 * @param key the stream it would have belonged to
 * @param position its position in Kafka
 * @param time its time in Kafka, in milliseconds since the epoch
 * @param rejection the reason, and the part of its bytes that is kept
 */
@PublicApi
public record DeadLetter(String key, Position position, long time, Rejection rejection) {}
