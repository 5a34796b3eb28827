package org.simbastream.operators.summary;

/**
 * What the records of one pattern say in one window.
 *
 * @param pattern the pattern's id
 * @param phrase the few words of the first of them
 */
public record Saying(long pattern, String phrase) {}
