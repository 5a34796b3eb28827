package org.simbastream.evaluation.alerts;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The chance that an alert has a higher score than another line, ties counting half: the area under
 * the receiver operating characteristic.
 *
 * @param value the area
 * @param spread its standard error (Hanley and McNeil 1982)
 */
public record AreaUnderCurve(double value, double spread) {

  /**
   * The area.
   *
   * @param scores (lines)
   * @param alert (lines)
   */
  public static AreaUnderCurve of(double[] scores, boolean[] alert) {
    List<Integer> byScore =
        IntStream.range(0, scores.length)
            .boxed()
            .sorted(Comparator.comparingDouble(line -> scores[line]))
            .toList();
    double rankSum = 0;
    long alerts = 0;
    for (int from = 0; from < scores.length; ) {
      int to = from;
      while (to < scores.length
          && Double.compare(scores[byScore.get(to)], scores[byScore.get(from)]) == 0) {
        to++;
      }
      double rank = (from + to + 1) / 2.0; // the mean of the ranks from + 1 … to
      for (int i = from; i < to; i++) {
        if (alert[byScore.get(i)]) {
          rankSum += rank;
          alerts++;
        }
      }
      from = to;
    }
    return of(rankSum, alerts, scores.length - alerts);
  }

  private static AreaUnderCurve of(double rankSum, double alerts, double others) {
    double area = (rankSum - alerts * (alerts + 1) / 2) / (alerts * others);
    double twoAlerts = area / (2 - area);
    double twoOthers = 2 * area * area / (1 + area);
    double variance =
        area * (1 - area)
            + (alerts - 1) * (twoAlerts - area * area)
            + (others - 1) * (twoOthers - area * area);
    return new AreaUnderCurve(area, Math.sqrt(variance / (alerts * others)));
  }
}
