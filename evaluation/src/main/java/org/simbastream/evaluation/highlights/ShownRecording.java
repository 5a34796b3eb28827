package org.simbastream.evaluation.highlights;

import java.util.List;
import java.util.Map;
import org.simbastream.evaluation.stream.ChosenLines;

/**
 * What a score shows of a recording.
 *
 * @param recording the recording, as the score read it
 * @param windows of each log, by file
 */
record ShownRecording(Recording recording, Map<String, List<ShownWindow>> windows) {

  /** A rank beyond every list. */
  static final int NOT_SHOWN = Integer.MAX_VALUE;

  /** The best rank, from 1, that a line showing the fault has in its window. */
  int rank(KnownFault fault) {
    return fault.lines().stream().mapToInt(this::rank).min().orElse(NOT_SHOWN);
  }

  private int rank(KnownFault.Line line) {
    List<String> lines = recording.logs().get(line.file());
    for (ShownWindow window : windows.get(line.file())) {
      if (window.from() <= line.place() && line.place() < window.to()) {
        for (int rank = 0; rank < window.places().size(); rank++) {
          int shown = window.places().get(rank);
          if (ChosenLines.same(lines.get(shown), lines.get(line.place()))) {
            return rank + 1;
          }
        }
      }
    }
    return NOT_SHOWN;
  }

  /** Whether a line that shows the fault, or a near-duplicate in its window, reaches a score. */
  boolean alerts(KnownFault fault, double least) {
    return fault.lines().stream().anyMatch(line -> alerts(line, least));
  }

  private boolean alerts(KnownFault.Line line, double least) {
    int rank = rank(line);
    return rank != NOT_SHOWN
        && windows.get(line.file()).stream()
            .filter(window -> window.from() <= line.place() && line.place() < window.to())
            .anyMatch(window -> window.scores().get(rank - 1) >= least);
  }

  /** How many lines of the recording's quiet stretches are shown with at least that score. */
  long falseAlerts(double least) {
    return recording.quiet().stream().mapToLong(quiet -> falseAlerts(quiet, least)).sum();
  }

  private long falseAlerts(Recording.QuietLines quiet, double least) {
    long alerts = 0;
    for (ShownWindow window : windows.get(quiet.file())) {
      for (int i = 0; i < window.places().size(); i++) {
        int place = window.places().get(i);
        boolean inside = quiet.from() <= place && place < quiet.to();
        alerts += inside && window.scores().get(i) >= least ? 1 : 0;
      }
    }
    return alerts;
  }
}
