package org.simbastream.evaluation.highlights;

import java.util.List;

/**
 * The lines that a score shows of one window.
 *
 * @param from the place of the window's first line
 * @param to the place after its last line
 * @param places of the lines shown, the most telling first
 * @param scores of those lines
 */
record ShownWindow(int from, int to, List<Integer> places, List<Double> scores) {}
