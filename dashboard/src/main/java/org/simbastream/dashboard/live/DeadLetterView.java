package org.simbastream.dashboard.live;

import org.simbastream.records.Position;

/**
 * A dead letter as the page shows it.
 *
 * @param at the letter's position
 * @param origin the position of the record that could not be processed
 * @param key the stream it would have belonged to
 * @param time the record's time in Kafka, in milliseconds since the epoch; negative if it has none
 * @param reason the class of the reason
 * @param message the reason in one sentence
 * @param length the full length of its value, in bytes
 * @param head the first bytes of its value as text, what is not UTF-8 replaced
 * @param replays how often the record had been replayed before
 * @param version the version of simba-stream that rejected it
 */
public record DeadLetterView(
    Position at,
    Position origin,
    String key,
    long time,
    String reason,
    String message,
    long length,
    String head,
    int replays,
    String version) {}
