package org.simbastream.operators.alerts;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.simbastream.records.AlertLine;

/** The records with the highest scores, highest first; of equal ones, the first that came. */
final class TopLines {

  private TopLines() {}

  /**
   * The lines with one more.
   *
   * @param line null for none
   * @param most how many are kept
   */
  static List<AlertLine> with(List<AlertLine> lines, AlertLine line, int most) {
    if (line == null) {
      return lines;
    }
    List<AlertLine> all = new ArrayList<>(lines);
    int same = indexOfText(lines, line.text());
    if (same < 0) {
      all.add(line);
    } else if (line.score() > lines.get(same).score()) {
      all.set(same, line);
    }
    all.sort(Comparator.comparingDouble(AlertLine::score).reversed());
    return List.copyOf(all.subList(0, Math.min(most, all.size())));
  }

  private static int indexOfText(List<AlertLine> lines, String text) {
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).text().equals(text)) {
        return i;
      }
    }
    return -1;
  }
}
