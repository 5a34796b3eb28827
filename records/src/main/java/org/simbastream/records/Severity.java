package org.simbastream.records;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.simbastream.annotation.PublicApi;

/**
 * How severe a record says that it is. These are the six ranges of OpenTelemetry's log data model,
 * to which the levels of syslog and of logging libraries are mapped. The order stands in
 * savepoints.
 */
@PublicApi
public enum Severity {
  /** Finer than debugging. */
  TRACE,
  /** For debugging. */
  DEBUG,
  /** Normal events, syslog's notices among them. */
  INFO,
  /** Something that may become an error. */
  WARN,
  /** Something failed. */
  ERROR,
  /** The process or the system failed: also critical, alert and emergency. */
  FATAL;

  /** The longest word that names a level; no longer text is compared. */
  private static final int LONGEST_WORD = 13;

  private static final Map<String, Severity> WORDS =
      Map.ofEntries(
          Map.entry("trace", TRACE),
          Map.entry("trc", TRACE),
          Map.entry("verbose", TRACE),
          Map.entry("finest", TRACE),
          Map.entry("finer", TRACE),
          Map.entry("silly", TRACE),
          Map.entry("debug", DEBUG),
          Map.entry("dbg", DEBUG),
          Map.entry("debg", DEBUG),
          Map.entry("fine", DEBUG),
          Map.entry("config", DEBUG),
          Map.entry("info", INFO),
          Map.entry("inf", INFO),
          Map.entry("information", INFO),
          Map.entry("informational", INFO),
          Map.entry("notice", INFO),
          Map.entry("warn", WARN),
          Map.entry("wrn", WARN),
          Map.entry("warning", WARN),
          Map.entry("error", ERROR),
          Map.entry("err", ERROR),
          Map.entry("eror", ERROR),
          Map.entry("severe", ERROR),
          Map.entry("fatal", FATAL),
          Map.entry("ftl", FATAL),
          Map.entry("critical", FATAL),
          Map.entry("crit", FATAL),
          Map.entry("alert", FATAL),
          Map.entry("emerg", FATAL),
          Map.entry("emergency", FATAL),
          Map.entry("panic", FATAL),
          Map.entry("dpanic", FATAL));

  private static final Severity[] ALL = values();

  /** OpenTelemetry has four numbers for each. */
  private static final int OTEL_STEP = 4;

  private static final int OTEL_LAST = 24;

  /**
   * The severity that a word names, whatever its case: one of the names that logging libraries,
   * syslog and operating systems write, OpenTelemetry's steps such as {@code WARN3} included.
   *
   * @return empty if it names none
   */
  public static Optional<Severity> ofWord(String word) {
    if (word.length() > LONGEST_WORD || word.isEmpty()) {
      return Optional.empty();
    }
    String lower = word.toLowerCase(Locale.ROOT);
    Severity named = WORDS.get(lower);
    char last = lower.charAt(lower.length() - 1);
    if (named == null && last >= '2' && last <= '4') { // OpenTelemetry's ERROR2 to ERROR4
      named = WORDS.get(lower.substring(0, lower.length() - 1));
    }
    return Optional.ofNullable(named);
  }

  /** Of OpenTelemetry's severity number, 1 to 24; empty for any other. */
  public static Optional<Severity> ofOtel(long number) {
    return number < 1 || number > OTEL_LAST
        ? Optional.empty()
        : Optional.of(ALL[(int) (number - 1) / OTEL_STEP]);
  }

  /** Of syslog's severity, 0 (emergency) to 7 (debug); empty for any other. */
  public static Optional<Severity> ofSyslog(long number) {
    if (number < 0 || number > 7) {
      return Optional.empty();
    }
    return Optional.of(
        switch ((int) number) {
          case 0, 1, 2 -> FATAL;
          case 3 -> ERROR;
          case 4 -> WARN;
          case 5, 6 -> INFO;
          default -> DEBUG;
        });
  }

  /**
   * Of a number in steps of ten, in which a logging library counts.
   *
   * @param number a level, or one of the library's user between two of them
   * @param lowest what 10 stands for: {@link #TRACE} in pino and bunyan, {@link #DEBUG} in Python
   * @return empty if it isn't 1 to 69
   */
  public static Optional<Severity> ofTens(long number, Severity lowest) {
    if (number < 1 || number >= 70) {
      return Optional.empty();
    }
    int step = Math.max((int) number / 10, 1) - 1 + lowest.ordinal();
    return Optional.of(ALL[Math.min(step, FATAL.ordinal())]);
  }

  /**
   * Of a level of Windows' event log, 1 (critical) to 5 (verbose), 0 (always); empty for others.
   */
  public static Optional<Severity> ofWindows(long number) {
    if (number < 0 || number > 5) {
      return Optional.empty();
    }
    return Optional.of(
        switch ((int) number) {
          case 1 -> FATAL;
          case 2 -> ERROR;
          case 3 -> WARN;
          case 5 -> TRACE;
          default -> INFO;
        });
  }

  /** Of a level of java.util.logging, 300 (finest) to 1000 (severe); empty for others. */
  public static Optional<Severity> ofJavaLogging(long number) {
    if (number < 300 || number > 1000) {
      return Optional.empty();
    }
    if (number < 500) {
      return Optional.of(TRACE);
    }
    if (number < 800) {
      return Optional.of(DEBUG);
    }
    return Optional.of(number < 900 ? INFO : number < 1000 ? WARN : ERROR);
  }
}
