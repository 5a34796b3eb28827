package org.simbastream.e2e.check;

/**
 * A record that a job wrote.
 *
 * @param value its JSON
 * @param appendedAt when it reached Kafka, in milliseconds since the epoch
 */
public record OutputRecord(String value, long appendedAt) {}
