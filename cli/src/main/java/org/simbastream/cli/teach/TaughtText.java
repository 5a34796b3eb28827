package org.simbastream.cli.teach;

import java.time.Instant;
import org.simbastream.records.StreamPattern;
import org.simbastream.records.Teaching;

/** What was taught, as one line for people. */
public final class TaughtText {

  private TaughtText() {}

  /**
   * One line.
   *
   * @param now milliseconds since the epoch, to tell what has ended
   */
  public static String of(Teaching teaching, long now) {
    StringBuilder line = new StringBuilder();
    line.append("%-12s  %s  ".formatted(teaching.action().word(), name(teaching)));
    line.append(teaching.key() == null ? "everywhere" : "on " + teaching.key());
    if (teaching.until() != Teaching.FOR_EVER) {
      line.append(teaching.until() <= now ? ", ended " : ", until ")
          .append(Instant.ofEpochMilli(teaching.until()));
    }
    line.append("  (").append(teaching.by().isEmpty() ? "somebody" : teaching.by());
    line.append(", ").append(Instant.ofEpochMilli(teaching.at())).append(")");
    if (!teaching.note().isEmpty()) {
      line.append("  ").append(teaching.note());
    }
    return line.append("  [").append(teaching.id()).append("]").toString();
  }

  private static String name(Teaching teaching) {
    return StreamPattern.name(teaching.pattern());
  }
}
