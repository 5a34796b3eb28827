package org.simbastream.e2e.report;

import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;
import java.util.stream.LongStream;
import org.simbastream.e2e.check.Recovery;

/** The reports as tables. */
final class MarkdownReport {

  private MarkdownReport() {}

  static String of(List<FaultReport> reports) {
    StringBuilder text = new StringBuilder();
    text.append(
        """
        | fault | tried | records | lost | doubled | different | hidden states that differ | runs again after (median, most) | backlog gone after (median, most) |
        |---|---|---|---|---|---|---|---|---|
        """);
    reports.stream().filter(r -> r.negative() == null).forEach(r -> addFault(text, r));
    text.append(
        """

        | broken on purpose | with the fault | lost | doubled | different | hidden states that differ | noticed |
        |---|---|---|---|---|---|---|
        """);
    reports.stream().filter(r -> r.negative() != null).forEach(r -> addNegative(text, r));
    text.append("\n");
    reports.forEach(r -> r.notes().forEach(note -> addNote(text, r, note)));
    return text.toString();
  }

  private static void addFault(StringBuilder text, FaultReport report) {
    text.append(
        "| %s | %d | %d | %d | %d | %d | %s | %s | %s |\n"
            .formatted(
                report.fault(),
                report.tried(),
                report.records(),
                report.lost(),
                report.doubled(),
                report.different() + report.unexpected(),
                hidden(report),
                times(report, Recovery::processesMs),
                times(report, Recovery::backlogGoneMs)));
  }

  private static void addNegative(StringBuilder text, FaultReport report) {
    text.append(
        "| %s | %s | %d | %d | %d | %s | %s |\n"
            .formatted(
                report.negative(),
                report.fault(),
                report.lost(),
                report.doubled(),
                report.different() + report.unexpected(),
                hidden(report),
                report.isEqual() ? "NO" : "yes"));
  }

  private static void addNote(StringBuilder text, FaultReport report, String note) {
    text.append("- ").append(report.fault());
    if (report.negative() != null) {
      text.append(" (").append(report.negative()).append(")");
    }
    text.append(": ").append(note).append("\n");
  }

  private static String hidden(FaultReport report) {
    return report.hiddenStates() < 0 ? "–" : Integer.toString(report.hiddenStates());
  }

  private static String times(FaultReport report, ToLongFunction<Recovery> time) {
    long[] all = report.recoveries().stream().mapToLong(time).toArray();
    long[] known = LongStream.of(all).filter(t -> t >= 0).sorted().toArray();
    if (known.length == 0) {
      return "–";
    }
    String text = seconds(known[known.length / 2]) + ", " + seconds(known[known.length - 1]);
    int unknown = all.length - known.length;
    return unknown == 0 ? text : text + "; not seen " + unknown + " times";
  }

  private static String seconds(long ms) {
    return String.format(Locale.ROOT, "%.1f s", ms / 1000.0);
  }
}
