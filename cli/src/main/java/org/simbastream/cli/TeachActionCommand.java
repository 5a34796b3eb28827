package org.simbastream.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.simbastream.cli.teach.ControlTopic;
import org.simbastream.cli.teach.TaughtText;
import org.simbastream.records.StreamPattern;
import org.simbastream.records.Teaching;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Teaches one thing of a pattern. */
@Command(mixinStandardHelpOptions = true)
final class TeachActionCommand implements Callable<Integer> {

  private static final int MOST_NOTE = 512;

  @Mixin private TeachOptions job;

  @ArgGroup(multiplicity = "1")
  private TeachOptions.PatternOption pattern;

  @Option(
      names = "--stream",
      paramLabel = "KEY",
      description = "The stream of which it is said; default: all streams.")
  private String stream;

  @Option(
      names = "--until",
      paramLabel = "TIME",
      description =
          "The event time at which it ends: a duration from now such as '2 h',"
              + " 2026-01-31T12:00:00Z, or 2026-01-31; default: never.")
  private String until;

  @Option(
      names = "--by",
      paramLabel = "NAME",
      description = "Who says it; default: the name of this user. One vote counts of each.")
  private String by = System.getProperty("user.name", "");

  @Option(names = "--note", paramLabel = "TEXT", description = "Why, for those who read the list.")
  private String note;

  private final Teaching.Action action;
  private final PrintStream out;
  private final PrintStream err;

  TeachActionCommand(Teaching.Action action, PrintStream out, PrintStream err) {
    this.action = action;
    this.out = out;
    this.err = err;
  }

  @Override
  public Integer call() throws IOException {
    Instant now = Clock.systemUTC().instant();
    long id = pattern.pattern();
    String key = stream == null || stream.isEmpty() ? null : stream;
    Teaching teaching =
        new Teaching(
            TeachOptions.id(action, StreamPattern.name(id), key, by),
            action,
            id,
            key,
            until == null
                ? Teaching.FOR_EVER
                : SinceTime.parseUntil(until, Clock.systemUTC()).toEpochMilli(),
            by,
            note == null ? shortened(pattern.note()) : note,
            now.toEpochMilli());
    ControlTopic topic = job.topic(err);
    topic.teach(teaching);
    out.println(TaughtText.of(teaching, now.toEpochMilli()));
    return 0;
  }

  private static String shortened(String words) {
    return words.length() <= MOST_NOTE ? words : words.substring(0, MOST_NOTE - 1) + "…";
  }
}
