package org.simbastream.evaluation.highlights;

import java.util.List;
import java.util.stream.Stream;
import org.simbastream.evaluation.Figure;
import org.simbastream.evaluation.stream.TimedLine;

/** The figures of one score over several recordings. */
final class FaultFigures {

  private static final String SIMBA = ".simba";
  private static final double MILLIS_PER_HOUR = 3_600_000;

  private FaultFigures() {}

  /**
   * Recall, and for the job's own score alerts too.
   *
   * @param name the group and the score: {@code highlights.held-out.simba}
   * @param alertScore what an alert needs at least
   */
  static void add(
      String name, List<ShownRecording> shown, double alertScore, List<Figure> figures) {
    figures.add(recall(name, shown, 5));
    figures.add(recall(name, shown, 10));
    if (name.endsWith(SIMBA)) {
      figures.add(alertRecall(name, shown, alertScore));
      double hours = shown.stream().mapToDouble(FaultFigures::quietHours).sum();
      if (hours > 0) {
        double alerts = shown.stream().mapToLong(s -> s.falseAlerts(alertScore)).sum();
        figures.add(
            new Figure(
                name + ".alerts-per-quiet-hour",
                alerts / hours,
                "1/h",
                Math.sqrt(alerts) / hours, // as if they came by chance, one by one
                ""));
      }
    }
  }

  private static Figure recall(String name, List<ShownRecording> shown, int first) {
    List<Boolean> found =
        shown.stream()
            .flatMap(s -> s.recording().faults().stream().map(fault -> s.rank(fault) <= first))
            .toList();
    String measure = ".recall-at-" + first;
    String group = name.substring(0, name.lastIndexOf('.'));
    String baseline = name.endsWith(SIMBA) ? group + ".severity-words" + measure : "";
    return share(name + measure, found, baseline);
  }

  private static Figure alertRecall(String name, List<ShownRecording> shown, double alertScore) {
    Stream<Boolean> found =
        shown.stream()
            .flatMap(
                s -> s.recording().faults().stream().map(fault -> s.alerts(fault, alertScore)));
    return share(name + ".alert-recall", found.toList(), "");
  }

  private static Figure share(String name, List<Boolean> found, String baseline) {
    double share = (double) found.stream().filter(f -> f).count() / found.size();
    double spread = Math.sqrt(share * (1 - share) / found.size());
    return new Figure(name, share, "", spread, baseline);
  }

  /** Quiet hours, of all logs together. */
  private static double quietHours(ShownRecording shown) {
    double millis = 0;
    for (Recording.QuietLines quiet : shown.recording().quiet()) {
      List<TimedLine> lines = shown.recording().timed(quiet.file());
      millis += lines.get(quiet.to() - 1).time() - lines.get(quiet.from()).time();
    }
    return millis / MILLIS_PER_HOUR;
  }
}
