package org.simbastream.evaluation.highlights;

import java.util.List;

/**
 * A fault of a recording.
 *
 * @param kind what was done
 * @param lines the lines that first show it
 */
record KnownFault(String kind, List<Line> lines) {

  /**
   * A line of a log.
   *
   * @param file the log
   * @param place the line's place, from 0
   */
  record Line(String file, int place) {}
}
