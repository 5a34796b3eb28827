package org.simbastream.cli;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.simbastream.job.options.SimbaConfiguration;
import org.simbastream.job.replay.DeadLetterFilter;
import org.simbastream.job.replay.ReplaySettings;
import org.simbastream.job.replay.ReplaySummary;
import org.simbastream.job.replay.Replayer;
import org.simbastream.records.RejectionReason;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "replay",
    description = {
      "Replays dead letters: sends each record again to the topic and partition it came from, with"
          + " its own key, bytes, headers and timestamp, and with headers simba.replay.* that mark"
          + " it as replayed.",
      "",
      "The record is read again at its position; if it is gone, it is restored from the letter, if"
          + " the letter holds all of it. Each letter is replayed once, however often this command"
          + " is run or interrupted; letters that the options exclude, and letters that can't be"
          + " replayed, are left for a later run. The command ends with the last letter that exists"
          + " when it starts.",
      "",
      "Example: simba replay --config job.yaml --reason MALFORMED_JSON --dry-run"
    })
final class ReplayCommand implements Callable<Integer> {

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "The YAML file of simba run, with the topic of the letters and the connection.")
  private Path config;

  @Option(
      names = "--reason",
      paramLabel = "REASON[,REASON…]",
      hideParamSyntax = true,
      split = ",",
      description =
          "Replay only records that were rejected for one of these reasons:"
              + " ${COMPLETION-CANDIDATES}.")
  private Set<RejectionReason> reasons = EnumSet.noneOf(RejectionReason.class);

  @Option(
      names = "--topic",
      paramLabel = "TOPIC[,TOPIC…]",
      hideParamSyntax = true,
      split = ",",
      description = "Replay only records that came from one of these topics.")
  private Set<String> topics = new LinkedHashSet<>();

  @Option(
      names = "--since",
      paramLabel = "TIME",
      description =
          "Replay only records whose Kafka timestamp is at or after this time:"
              + " 2026-01-31T12:00:00Z (without an offset: UTC), 2026-01-31, or an age such as '2"
              + " h'.")
  private String since;

  @Option(
      names = "--max-replays",
      paramLabel = "N",
      defaultValue = "2147483647",
      showDefaultValue = picocli.CommandLine.Help.Visibility.NEVER,
      description =
          "Replay only records that were replayed at most N times before; 0: only records that"
              + " were never replayed.")
  private int maxReplays;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "9223372036854775807",
      showDefaultValue = picocli.CommandLine.Help.Visibility.NEVER,
      description = "Replay at most N records; default: all.")
  private long limit;

  @Option(
      names = "--to",
      paramLabel = "TOPIC",
      description =
          "Send the records to this topic instead; Kafka chooses their partitions by their keys.")
  private String to;

  @Option(
      names = "--from-beginning",
      description = "Forget what was replayed before: replay again every letter that still exists.")
  private boolean fromBeginning;

  @Option(names = "--dry-run", description = "Print what would be sent, and send nothing.")
  private boolean dryRun;

  @Mixin private OverrideOptions overrides;

  private final PrintStream out;
  private final PrintStream err;

  ReplayCommand(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  @Override
  public Integer call() {
    if (limit < 1 || maxReplays < 0) {
      throw new IllegalArgumentException("--limit is at least 1, and --max-replays at least 0");
    }
    DeadLetterFilter filter =
        new DeadLetterFilter(
            reasons,
            topics,
            since == null ? null : SinceTime.parse(since, Clock.systemUTC()),
            maxReplays);
    Replayer replayer =
        new Replayer(
            SimbaConfiguration.load(config, overrides.values()),
            new ReplaySettings(filter, Optional.ofNullable(to), limit, dryRun, fromBeginning),
            out,
            err);
    try (OnInterrupt ignored = new OnInterrupt(replayer::interrupt)) {
      tell(replayer.run());
    }
    return 0;
  }

  private void tell(ReplaySummary summary) {
    out.printf("%s %,d dead letters", dryRun ? "would replay" : "replayed", summary.replayed());
    summary.byTopic().forEach((topic, count) -> out.printf(", %,d to %s", count, topic));
    out.println();
    line(summary.fromLetters(), "of them restored from the letter, because their record is gone");
    line(summary.again(), "of them had been replayed before");
    line(summary.unreplayable(), "can't be replayed, for the reasons above, and are left");
    line(summary.filtered(), "were excluded by the options and are left");
    line(summary.before(), "among them were replayed by an earlier run");
  }

  private void line(long count, String what) {
    if (count > 0) {
      out.printf("%,12d %s%n", count, what);
    }
  }
}
