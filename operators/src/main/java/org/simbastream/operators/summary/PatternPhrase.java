package org.simbastream.operators.summary;

import org.simbastream.annotation.Internal;

/**
 * A short phrase for the records of one pattern in one window.
 *
 * @param pattern the pattern's id
 * @param phrase a few words of the first of these records
 */
@Internal
public record PatternPhrase(long pattern, String phrase) {}
