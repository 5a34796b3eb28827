package org.simbastream.recordings.truth;

/**
 * Lines of one file.
 *
 * @param from the first, from 1
 * @param to the last
 */
public record LineRange(int from, int to) {}
