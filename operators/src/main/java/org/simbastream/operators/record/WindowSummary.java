package org.simbastream.operators.record;

import java.util.List;

/**
 * What mattered on one key in one event-time window.
 *
 * @param key the stream
 * @param windowStart the window's first millisecond since the epoch
 * @param windowEnd the first millisecond after the window
 * @param records how many records were read in it
 * @param tokens how many tokens those records had
 * @param workRatio token-layers computed over those of dense Mamba on the same tokens, 0 … 1
 * @param keepLast the share of tokens that the last layer was given ({@code last} of the schedule),
 *     their mean where it followed the load
 * @param model the name and fingerprint of the model that read it
 * @param gist what most records say: a phrase of a few words a pattern, most frequent first; where
 *     records hardly repeat, as in prose, up to 48 words that they are about, most telling first
 * @param highlights the most telling records, most telling first, near-duplicates folded
 * @param text what the model wrote about the stream so far, empty if it was not asked to
 * @param newPatterns texts of records whose pattern this key had not shown before, as far as it
 *     remembers, in order
 */
public record WindowSummary(
    String key,
    long windowStart,
    long windowEnd,
    long records,
    long tokens,
    double workRatio,
    double keepLast,
    String model,
    List<String> gist,
    String text,
    List<Highlight> highlights,
    List<String> newPatterns) {}
