package org.simbastream.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import org.simbastream.cli.terminal.MarkedText;
import org.simbastream.text.EventText;

/** Prints a demo's output: highlights as summaries arrive, progress, and a report at the end. */
final class DemoPrinter {

  private static final int HIGHLIGHTS_SHOWN = 3;

  /** The score from which a highlight is shown: below it a line is like those of any window. */
  private static final double SHOWN_FROM = 2;

  private static final int TEXT_WIDTH = 150;
  private static final int BAR_WIDTH = 40;
  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneOffset.UTC);

  private final PrintStream out;
  private final PrintStream err;
  private final boolean marks = MarkedText.isSeen();

  DemoPrinter(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  void started(int streams, String model, URI webPage, String bootstrapServers) {
    err.printf("Reading %d streams with %s%n", streams, model);
    err.printf("Flink's web page: %s   Kafka: %s%n%n", webPage, bootstrapServers);
  }

  /** One window of one stream. */
  void summary(JsonNode summary) {
    synchronized (out) {
      out.printf(
          Locale.ROOT,
          "%s  %s-%s  %,d records, %,d tokens, work %.2f%s%n",
          summary.get("key").textValue(),
          CLOCK.format(Instant.ofEpochMilli(summary.get("windowStart").longValue())),
          CLOCK.format(Instant.ofEpochMilli(summary.get("windowEnd").longValue())),
          summary.get("records").longValue(),
          summary.get("tokens").longValue(),
          summary.get("workRatio").doubleValue(),
          remark(summary));
      int shown = 0;
      for (JsonNode highlight : summary.get("highlights")) {
        if (shown++ == HIGHLIGHTS_SHOWN || !isShown(highlight)) {
          break;
        }
        long count = highlight.get("count").longValue();
        out.printf(
            Locale.ROOT,
            "  %5.1f %6s  %s%n",
            highlight.get("score").doubleValue(),
            count > 1 ? "×" + count : "",
            MarkedText.of(highlight, TEXT_WIDTH, marks));
        cause(highlight.get("text").textValue())
            .ifPresent(cause -> out.printf("%16s%s%n", "", MarkedText.cut(cause, TEXT_WIDTH)));
      }
      out.flush();
    }
  }

  /** The last of the exceptions that a record of many lines tells. */
  private static Optional<String> cause(String text) {
    return EventText.of(text).lines().skip(1).filter(l -> !l.isBlank()).reduce((a, b) -> b);
  }

  private static String remark(JsonNode summary) {
    JsonNode silence = summary.get("silence");
    return silence != null
        ? "; silent since " + CLOCK.format(Instant.ofEpochMilli(silence.get("since").longValue()))
        : isQuiet(summary) ? "; nothing out of the ordinary" : "";
  }

  /** Whether no highlight, most telling first, is shown. */
  private static boolean isQuiet(JsonNode summary) {
    JsonNode highlights = summary.get("highlights");
    return highlights.isEmpty() || !isShown(highlights.get(0));
  }

  private static boolean isShown(JsonNode highlight) {
    return highlight.get("score").doubleValue() >= SHOWN_FROM;
  }

  void progress(long sent, Totals totals, double seconds, long checkpoints) {
    long done = totals.lines() + totals.deadLetters();
    err.printf(
        Locale.ROOT,
        "… %,d of %,d lines read, %,.0f tokens/s, %d checkpoints%n",
        done,
        sent,
        totals.tokens() / seconds,
        checkpoints);
  }

  void note(String what) {
    err.printf("simba: %s%n", what);
  }

  void waiting(URI webPage) {
    err.printf("%nThe input has ended. The job goes on: %s. Ctrl-C ends it.%n", webPage);
  }

  void report(Totals totals, long sent, double seconds, long checkpoints, URI webPage) {
    Totals.Work work = totals.work();
    long empty = sent - totals.lines() - totals.deadLetters();
    out.printf(Locale.ROOT, "%n%-14s%,d lines sent%n", "input", sent);
    out.printf(
        Locale.ROOT,
        "%-14s%,d scored of %,d lines, %,d dead letters, %,d lines empty and skipped%n",
        "records",
        totals.records(),
        totals.lines(),
        totals.deadLetters(),
        empty);
    out.printf(Locale.ROOT, "%-14s%,d%n", "summaries", totals.summaries());
    out.printf(Locale.ROOT, "%-14s%,d opened%n", "alerts", totals.alerts());
    out.printf(
        Locale.ROOT,
        "%-14s%,d in %.1f s: %,.0f tokens/s%n",
        "tokens",
        totals.tokens(),
        seconds,
        totals.tokens() / seconds);
    out.printf(Locale.ROOT, "%-14s%d completed%n", "checkpoints", checkpoints);
    out.printf(
        Locale.ROOT,
        "%-14s%.3f of dense Mamba's layers (scoring %.3f, early readout %.3f beside it)%n",
        "work",
        work.total(),
        work.scoring(),
        work.readout());
    for (int layer = work.byLayer().length - 1; layer >= 0; layer--) {
      out.printf(
          Locale.ROOT,
          "  layer %3d   %-" + BAR_WIDTH + "s %.2f%n",
          layer,
          "█".repeat((int) Math.round(work.byLayer()[layer] * BAR_WIDTH)),
          work.byLayer()[layer]);
    }
    out.printf("%-14s%s (until the demo ends)%n", "web page", webPage);
    out.flush();
  }
}
