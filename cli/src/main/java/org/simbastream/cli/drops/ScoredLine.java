package org.simbastream.cli.drops;

import java.util.List;

/**
 * A scored record, as far as it matters here.
 *
 * @param text its text
 * @param score its score
 * @param severity how severe it says that it is; empty if it doesn't say
 * @param id its pattern's id; empty for frames of stack traces
 * @param words its pattern's words, without those that were cut off
 * @param cut whether the pattern has more words
 */
record ScoredLine(
    String text, double score, String severity, String id, List<String> words, boolean cut) {}
