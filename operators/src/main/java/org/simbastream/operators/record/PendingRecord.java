package org.simbastream.operators.record;

/**
 * A record that waits for its chunk to close.
 *
 * @param record the record
 * @param late whether its own window had been closed when it arrived
 */
public record PendingRecord(TokenizedRecord record, boolean late) {}
