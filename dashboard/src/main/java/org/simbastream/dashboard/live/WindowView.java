package org.simbastream.dashboard.live;

/**
 * One window, opened.
 *
 * @param key its stream
 * @param window its summary
 * @param work its work; null if work counts are not written
 * @param linesKept how many lines of it the page still keeps
 */
public record WindowView(String key, Window window, WindowOpCounts work, long linesKept) {}
