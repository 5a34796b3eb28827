package org.simbastream.operators.scoring;

/**
 * How often a key showed a pattern.
 *
 * @param count records of that pattern
 * @param lastRecord the number of the last of them among the key's records, from 1
 */
public record PatternCount(long count, long lastRecord) {}
