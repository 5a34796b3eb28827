package org.simbastream.cli.drops;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;
import java.util.List;

/** Prints a report: for people, as JSON, or as a configuration. */
final class DropPrinter {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final DropReport report;
  private final PrintStream out;

  DropPrinter(DropReport report, PrintStream out) {
    this.report = report;
    this.out = out;
  }

  /** Prints a table, those with the most bytes first, and what would be left. */
  void table(int most) {
    out.println("  bytes   records  highest  told  advice");
    for (Droppable pattern : report.patterns().stream().limit(most).toList()) {
      PatternLines lines = pattern.lines();
      out.printf(
          "%5.1f %% %,9d %8.1f %5d  %s%n%34s%s%n",
          share(lines),
          lines.records(),
          lines.highest(),
          lines.told(),
          pattern.advice().text(),
          "",
          lines.shown());
    }
    if (report.patterns().size() > most) {
      out.printf("  … and %,d more patterns%n", report.patterns().size() - most);
    }
    out.printf(
        "%,d records and %,d bytes; %.1f %% of the bytes would be left%n",
        report.records(),
        report.bytes(),
        report.bytes() == 0 ? 100 : 100 * report.bytesLeft() / report.bytes());
  }

  /** Prints one object a pattern; the last one is the total. */
  void json() {
    for (Droppable pattern : report.patterns()) {
      PatternLines lines = pattern.lines();
      ObjectNode object = JSON.createObjectNode();
      object.put("id", lines.id());
      object.put("text", lines.shown());
      object.put("records", lines.records());
      object.put("bytes", lines.bytes());
      object.put("share", share(lines) / 100);
      object.put("highest", lines.highest());
      object.put("told", lines.told());
      object.put("advice", pattern.advice().kind().word());
      object.put("oneIn", pattern.advice().oneIn());
      object.put("reason", pattern.advice().reason());
      object.put("expression", pattern.expression());
      object.put("example", lines.texts().get(0));
      out.println(object);
    }
    ObjectNode total = JSON.createObjectNode();
    total.put("records", report.records());
    total.put("bytes", report.bytes());
    total.put("bytesLeft", Math.round(report.bytesLeft()));
    out.println(total);
  }

  /** Prints a piece of a shipper's configuration. */
  void configuration(Shipper shipper, String field) {
    List<Droppable> patterns =
        report.patterns().stream()
            .filter(pattern -> pattern.advice().kind() != Advice.Kind.KEEP)
            .toList();
    out.print(
        patterns.isEmpty()
            ? "# nothing to sample or to drop\n"
            : shipper.configuration(patterns, field));
  }

  private double share(PatternLines lines) {
    return report.bytes() == 0 ? 0 : 100.0 * lines.bytes() / report.bytes();
  }
}
