package org.simbastream.formats;

import java.util.Optional;
import org.simbastream.records.Severity;

/** What a severity means that is a number. */
public enum SeverityScale {
  /** The scale that the field's name or the number tells. */
  AUTO,
  /** OpenTelemetry's 1 to 24. */
  OTEL,
  /** Syslog's 0 (emergency) to 7 (debug). */
  SYSLOG,
  /** 10 (trace) to 60 (fatal): pino, bunyan. */
  PINO,
  /** 10 (debug) to 50 (critical): Python. */
  PYTHON,
  /** 300 (finest) to 1000 (severe): java.util.logging. */
  JAVA,
  /** 1 (critical) to 5 (verbose): Windows. */
  WINDOWS;

  /**
   * The severity of a number in a field of that name.
   *
   * @return empty if the scale has no such number
   */
  Optional<Severity> severity(String field, long number) {
    return switch (this) {
      case AUTO -> guess(field, number).severity(field, number);
      case OTEL -> Severity.ofOtel(number);
      case SYSLOG -> Severity.ofSyslog(number);
      case PINO -> Severity.ofTens(number, Severity.TRACE);
      case PYTHON -> Severity.ofTens(number, Severity.DEBUG);
      case JAVA -> Severity.ofJavaLogging(number);
      case WINDOWS -> Severity.ofWindows(number);
    };
  }

  private static SeverityScale guess(String field, long number) {
    String name = field.substring(field.lastIndexOf('.') + 1);
    if (name.equalsIgnoreCase("severity_number") || name.equalsIgnoreCase("severityNumber")) {
      return OTEL;
    }
    if (name.equals("levelno")) {
      return PYTHON;
    }
    if (number >= 100) {
      return JAVA;
    }
    if (number <= 7) {
      return SYSLOG;
    }
    return number % 10 == 0 ? PINO : OTEL;
  }
}
