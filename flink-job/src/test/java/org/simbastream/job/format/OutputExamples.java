package org.simbastream.job.format;

import java.util.List;
import java.util.Map;
import org.simbastream.records.Alert;
import org.simbastream.records.AlertKind;
import org.simbastream.records.AlertLine;
import org.simbastream.records.Attributes;
import org.simbastream.records.DeadLetter;
import org.simbastream.records.Deviation;
import org.simbastream.records.Highlight;
import org.simbastream.records.Position;
import org.simbastream.records.Rejection;
import org.simbastream.records.RejectionReason;
import org.simbastream.records.ScoredRecord;
import org.simbastream.records.Severity;
import org.simbastream.records.Silence;
import org.simbastream.records.StreamPattern;
import org.simbastream.records.WindowPattern;
import org.simbastream.records.WindowSummary;
import org.simbastream.records.WorkCounts;

/** One record of each kind that leaves the job. */
final class OutputExamples {

  static final Position POSITION = new Position("logs", 3, 42);

  /** All that a record may carry beside its text. */
  static final Attributes ATTRIBUTES =
      new Attributes(
          Severity.ERROR,
          "4bf92f3577b34da6a3ce929d0e0e4736",
          "00f067aa0ba902b7",
          Map.of("pod", "web-1"),
          Map.of("tenant", "north"),
          true);

  /** A value in the text, and one of the record as a whole. */
  static final List<Deviation> WHY =
      List.of(
          new Deviation(Deviation.Kind.VALUE, 0, 1, 6.1234, "200"),
          Deviation.ofRecord(Deviation.Kind.PAUSE, 4));

  private OutputExamples() {}

  /** A pattern's count in a window. */
  static WindowPattern pattern(String example) {
    return new WindowPattern(
        "host-a",
        60_000,
        120_000,
        100,
        new StreamPattern(0xf00, "disk <*> full", false),
        12,
        61_000,
        62_000,
        2.5,
        WindowPattern.Change.UP,
        example);
  }

  /** A pattern that is gone, of which nothing is usual. */
  static WindowPattern gone() {
    return new WindowPattern(
        "host-a",
        60_000,
        120_000,
        100,
        new StreamPattern(-1, "tick", false),
        0,
        WindowPattern.UNKNOWN,
        59_000,
        Double.NaN,
        WindowPattern.Change.GONE,
        "tick");
  }

  /** The records of a window that are counted by no pattern. */
  static WindowPattern otherPatterns() {
    return new WindowPattern(
        "host-a",
        60_000,
        120_000,
        100,
        null,
        88,
        WindowPattern.UNKNOWN,
        WindowPattern.UNKNOWN,
        Double.NaN,
        WindowPattern.Change.NONE,
        "");
  }

  static ScoredRecord scored(String text, double score) {
    return new ScoredRecord("host-a", POSITION, 1234, text, score, 2.5, 6, 17, true, false, WHY)
        .ofPattern(new StreamPattern(0xf00, "disk <*> full", true))
        .inWindow(0, 60_000);
  }

  /** The second record of its value, with all that it may carry beside its text. */
  static ScoredRecord scoredWithAttributes() {
    return new ScoredRecord(
            "host-a",
            POSITION.within(1),
            1234,
            "text",
            3.5,
            2.5,
            6,
            17,
            true,
            false,
            WHY,
            ATTRIBUTES)
        .ofPattern(new StreamPattern(0xf00, "disk <*> full", true))
        .inWindow(0, 60_000);
  }

  static WindowSummary summary(String text) {
    return summary(text, "written " + text);
  }

  static WindowSummary summary(String text, String written) {
    return summary(text, written, Attributes.NONE);
  }

  static WindowSummary summaryWithAttributes() {
    return summary("x", "", ATTRIBUTES);
  }

  private static WindowSummary summary(String text, String written, Attributes attributes) {
    return new WindowSummary(
        "host-a",
        60_000,
        120_000,
        100,
        2_000,
        0.5,
        0.1,
        "small@f00",
        List.of("said " + text),
        written,
        List.of(new Highlight(text, 3.5, 12, 61_000, POSITION, WHY, attributes)),
        List.of(text),
        null);
  }

  /** The summary of a window without records. */
  static WindowSummary silence() {
    return new WindowSummary(
        "host-a",
        240_000,
        300_000,
        0,
        0,
        1,
        0.1,
        "small@f00",
        List.of(),
        "",
        List.of(),
        List.of(),
        new Silence(180_000, 2, 4.25));
  }

  static Alert alert(AlertKind kind, AlertLine... lines) {
    return new Alert(
        "host-a", kind, Alert.State.UPDATED, "f00", 2, 60_000, 61_000, 12, 6.5, List.of(lines), 1);
  }

  static AlertLine alertLine(String text) {
    return new AlertLine(text, 6.5, 61_000, POSITION, WHY);
  }

  static DeadLetter deadLetter() {
    Rejection rejection =
        Rejection.ofRecord(
            RejectionReason.INVALID_UTF8,
            "Not UTF-8.",
            new byte[] {'k', (byte) 0xFE},
            new byte[] {'a', (byte) 0xFF});
    return new DeadLetter("logs-3", POSITION, 1234, rejection);
  }

  static WorkCounts work(long tokens, long... tokensByLayer) {
    return new WorkCounts("host-a", 60_000, 120_000, tokens, tokensByLayer, 0.01, 0.25);
  }
}
