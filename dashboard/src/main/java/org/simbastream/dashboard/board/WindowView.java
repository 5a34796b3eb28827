package org.simbastream.dashboard.board;

/**
 * One window, opened.
 *
 * @param key its stream
 * @param window its summary
 * @param work what it cost; null if work counts are not written
 * @param linesKept how many lines of it the page still keeps
 */
public record WindowView(String key, Window window, WindowWork work, long linesKept) {}
