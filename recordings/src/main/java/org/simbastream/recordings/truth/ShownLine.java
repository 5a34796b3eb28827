package org.simbastream.recordings.truth;

/**
 * A line that is named in the ground truth.
 *
 * @param file its log
 * @param line its number, from 1
 * @param time its time, or that of the last line before it that has one, UTC; empty if none has
 * @param text the whole line
 * @param pattern the pattern that found it; empty if it was not searched for
 */
public record ShownLine(String file, int line, String time, String text, String pattern) {}
