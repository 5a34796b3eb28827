package org.simbastream.formats.decode;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;

/** The words for severities and facilities that formats write as numbers. */
final class LogSeverity {

  private static final List<String> SYSLOG =
      List.of("emerg", "alert", "crit", "err", "warning", "notice", "info", "debug");

  private static final List<String> FACILITIES =
      List.of(
          "kern",
          "user",
          "mail",
          "daemon",
          "auth",
          "syslog",
          "lpr",
          "news",
          "uucp",
          "cron",
          "authpriv",
          "ftp",
          "ntp",
          "security",
          "console",
          "solaris-cron",
          "local0",
          "local1",
          "local2",
          "local3",
          "local4",
          "local5",
          "local6",
          "local7");

  private static final List<String> OTLP =
      List.of("TRACE", "DEBUG", "INFO", "WARN", "ERROR", "FATAL");

  private LogSeverity() {}

  /** Syslog's keyword for a severity of 0 to 7; null for another number. */
  static String ofSyslog(int severity) {
    return severity >= 0 && severity < SYSLOG.size() ? SYSLOG.get(severity) : null;
  }

  /** Syslog's keyword for a severity that is a number, or a number in a string; else null. */
  static String ofSyslog(JsonNode severity) {
    if (severity == null) {
      return null;
    }
    return severity.isTextual() || severity.isNumber() ? ofSyslog(severity.asInt(-1)) : null;
  }

  /** Syslog's keyword for a facility of 0 to 23. */
  static String facility(int facility) {
    return FACILITIES.get(facility);
  }

  /** OpenTelemetry's short name for a severity number of 1 to 24; null for another number. */
  static String ofOtlp(int severityNumber) {
    return severityNumber >= 1 && severityNumber <= 24 ? OTLP.get((severityNumber - 1) / 4) : null;
  }

  /**
   * The level that a severity of 0 to 10 stands for in CEF and LEEF, or one of CEF's words.
   *
   * @return null for anything else
   */
  static String ofSecurityEvent(String severity) {
    switch (severity.toLowerCase(Locale.ROOT)) {
      case "0", "1", "2", "3", "low":
        return "info";
      case "4", "5", "6", "medium":
        return "warning";
      case "7", "8", "high":
        return "err";
      case "9", "10", "very-high":
        return "crit";
      default:
        return null;
    }
  }
}
