package org.simbastream.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.simbastream.cli.teach.ControlTopic;
import org.simbastream.cli.teach.TaughtText;
import org.simbastream.records.StreamPattern;
import org.simbastream.records.Teaching;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "undo",
    mixinStandardHelpOptions = true,
    description = {
      "Takes back what was taught: what has an id of the list, or everything of a pattern, of all"
          + " streams or of one.",
      "",
      "Examples: simba teach undo --config job.yaml --id rule/5d1c2f0b8a34e7c9",
      "          simba teach undo --config job.yaml --pattern 5d1c2f0b8a34e7c9 --stream web"
    })
final class TeachUndoCommand implements Callable<Integer> {

  @Mixin private TeachOptions job;

  @ArgGroup(multiplicity = "1")
  private Which which;

  @Option(
      names = "--stream",
      paramLabel = "KEY",
      description = "With a pattern: what was said of this stream; default: what of all streams.")
  private String stream;

  @Option(
      names = "--by",
      paramLabel = "NAME",
      description = "Who says it; default: the name of this user.")
  private String by = System.getProperty("user.name", "");

  @Option(names = "--note", paramLabel = "TEXT", description = "Why.")
  private String note = "";

  private final PrintStream out;
  private final PrintStream err;

  TeachUndoCommand(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  /** What is taken back. */
  private static final class Which {

    @Option(
        names = "--id",
        paramLabel = "ID",
        description = "What stands in brackets at the end of a line of simba teach list.")
    private String id;

    @ArgGroup(multiplicity = "1")
    private TeachOptions.PatternOption pattern;
  }

  @Override
  public Integer call() throws IOException {
    Long pattern = which.id == null ? Long.valueOf(which.pattern.pattern()) : null;
    ControlTopic topic = job.topic(err);
    List<Teaching> undone =
        topic.taught().values().stream()
            .filter(it -> pattern == null ? it.id().equals(which.id) : isOf(pattern, it))
            .toList();
    if (undone.isEmpty()) {
      throw new IllegalArgumentException(
          "nothing like that is taught%s: simba teach list shows what is"
              .formatted(pattern == null ? "" : " of pattern " + StreamPattern.name(pattern)));
    }
    long now = Clock.systemUTC().millis();
    for (Teaching teaching : undone) {
      topic.teach(Teaching.undo(teaching.id(), by, note, now));
      out.println("undone: " + TaughtText.of(teaching, now));
    }
    return 0;
  }

  private boolean isOf(long pattern, Teaching teaching) {
    return teaching.pattern() == pattern && Objects.equals(teaching.key(), stream);
  }
}
