package org.simbastream.cli.drops;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.simbastream.model.mamba.MambaModel;

/**
 * Finds what could be sampled or dropped of files of lines, or of scored records.
 *
 * @param files those files; {@code -} is standard input
 * @param least how many records a pattern must have to be sampled or dropped
 * @param most the greatest number of patterns that are, and that a table shows
 */
public record Drops(List<Path> files, long least, int most) {

  /** How a report is printed. */
  public enum Form {
    /** For people. */
    TEXT,
    /** One object a pattern. */
    JSON,
    /** For OpenTelemetry's collector. */
    OTEL,
    /** For Vector. */
    VECTOR,
    /** For Fluent Bit. */
    FLUENT_BIT
  }

  /** Checks the numbers. */
  public Drops {
    if (least < 1) {
      throw new IllegalArgumentException("--least is " + least + ": give at least 1 record");
    }
    if (most < 1) {
      throw new IllegalArgumentException("--top is " + most + ": give at least 1 pattern");
    }
    files = List.copyOf(files);
  }

  /**
   * Reads the files and prints what was found.
   *
   * @param model passes a model on, which it opens only for lines that are not scored yet
   * @param field the field that holds the text at the shipper; null for its usual one
   * @return how many lines could not be counted
   */
  public long print(Consumer<Consumer<MambaModel>> model, Form form, String field, PrintStream out)
      throws IOException {
    try (ScoredInput input = new ScoredInput()) {
      DropReport report = DropReport.of(input.of(files, model::accept), least, most);
      DropPrinter printer = new DropPrinter(report, out);
      switch (form) {
        case TEXT -> printer.table(most);
        case JSON -> printer.json();
        default -> {
          Shipper shipper = Shipper.valueOf(form.name());
          printer.configuration(shipper, field == null ? shipper.field() : field);
        }
      }
      return report.unread();
    }
  }
}
