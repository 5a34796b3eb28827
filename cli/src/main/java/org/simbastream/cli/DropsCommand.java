package org.simbastream.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.simbastream.cli.drops.Drops;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "drops",
    description = {
      "Tells which patterns make up the volume and what they ever told, and what a log shipper"
          + " could sample or drop of them: never a pattern with a score of 4 or more, nor warnings"
          + " and worse. Prints a table, JSON, or a piece of the shipper's configuration.",
      "",
      "Example: simba drops app.log",
      "Example: simba score app.log > scored.jsonl; simba drops --format otel scored.jsonl"
    })
final class DropsCommand implements Callable<Integer> {

  @Parameters(
      arity = "1..*",
      paramLabel = "FILE",
      description =
          "Files of UTF-8 lines, each of which is scored as one stream, or of scored records as"
              + " simba score prints them and the scored topic holds them; - for standard input.")
  private List<Path> files;

  @Mixin private ModelOption model;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "text, json, otel, vector or fluent-bit; default: ${DEFAULT-VALUE}.")
  private String format;

  @Option(
      names = "--field",
      paramLabel = "FIELD",
      description =
          "The field that holds the text at the shipper; default: body, .message (Vector), log"
              + " (Fluent Bit).")
  private String field;

  @Option(
      names = "--least",
      paramLabel = "N",
      defaultValue = "1000",
      description =
          "The number of records that a pattern has at least to be sampled or dropped; default:"
              + " ${DEFAULT-VALUE}.")
  private long least;

  @Option(
      names = "--top",
      paramLabel = "N",
      defaultValue = "20",
      description =
          "The greatest number of patterns that are sampled, dropped or shown, those with the most"
              + " bytes; default: ${DEFAULT-VALUE}.")
  private int top;

  private final PrintStream out;
  private final PrintStream err;

  DropsCommand(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  @Override
  public Integer call() throws IOException {
    PrintStream lines = new PrintStream(out, false, StandardCharsets.UTF_8);
    long unread =
        new Drops(files, least, top)
            .print(
                scoring ->
                    model.use(
                        mamba -> {
                          scoring.accept(mamba);
                          return null;
                        }),
                form(),
                field,
                lines);
    lines.flush();
    if (unread > 0) {
      err.printf("simba: %,d lines could not be read or counted%n", unread);
    }
    return 0;
  }

  private Drops.Form form() {
    for (Drops.Form form : Drops.Form.values()) {
      if (form.name().replace('_', '-').equalsIgnoreCase(format)) {
        return form;
      }
    }
    throw new IllegalArgumentException(
        "--format is '" + format + "': give text, json, otel, vector or fluent-bit");
  }
}
