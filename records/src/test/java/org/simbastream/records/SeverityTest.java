package org.simbastream.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.simbastream.records.Severity.DEBUG;
import static org.simbastream.records.Severity.ERROR;
import static org.simbastream.records.Severity.FATAL;
import static org.simbastream.records.Severity.INFO;
import static org.simbastream.records.Severity.TRACE;
import static org.simbastream.records.Severity.WARN;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Words and numbers of the usual logging libraries and systems. */
class SeverityTest {

  @ParameterizedTest
  @CsvSource({
    "error,ERROR", "ERR,ERROR", "Warning,WARN", "warn3,WARN", "CRITICAL,FATAL", "emerg,FATAL",
    "Information,INFO", "notice,INFO", "dbg,DEBUG", "FINEST,TRACE", "SEVERE,ERROR", "FATAL4,FATAL"
  })
  void wordsOfAnyCaseNameASeverity(String word, Severity severity) {
    assertThat(Severity.ofWord(word)).contains(severity);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "errors", "5", "information2345", "okay", "error5", "error1", "2"})
  void otherWordsNameNone(String word) {
    assertThat(Severity.ofWord(word)).isEmpty();
  }

  @Test
  void openTelemetryHasFourNumbersForEach() {
    assertThat(Severity.ofOtel(1)).contains(TRACE);
    assertThat(Severity.ofOtel(8)).contains(DEBUG);
    assertThat(Severity.ofOtel(9)).contains(INFO);
    assertThat(Severity.ofOtel(16)).contains(WARN);
    assertThat(Severity.ofOtel(17)).contains(ERROR);
    assertThat(Severity.ofOtel(24)).contains(FATAL);
    assertThat(Severity.ofOtel(0)).isEmpty();
    assertThat(Severity.ofOtel(25)).isEmpty();
  }

  @Test
  void syslogCountsDownwards() {
    assertThat(Severity.ofSyslog(0)).contains(FATAL);
    assertThat(Severity.ofSyslog(3)).contains(ERROR);
    assertThat(Severity.ofSyslog(4)).contains(WARN);
    assertThat(Severity.ofSyslog(6)).contains(INFO);
    assertThat(Severity.ofSyslog(7)).contains(DEBUG);
    assertThat(Severity.ofSyslog(8)).isEmpty();
  }

  @Test
  void tensBeginWithTraceInPinoAndWithDebugInPython() {
    assertThat(Severity.ofTens(10, TRACE)).contains(TRACE);
    assertThat(Severity.ofTens(50, TRACE)).contains(ERROR);
    assertThat(Severity.ofTens(55, TRACE)).contains(ERROR);
    assertThat(Severity.ofTens(60, TRACE)).contains(FATAL);
    assertThat(Severity.ofTens(10, DEBUG)).contains(DEBUG);
    assertThat(Severity.ofTens(40, DEBUG)).contains(ERROR);
    assertThat(Severity.ofTens(50, DEBUG)).contains(FATAL);
    assertThat(Severity.ofTens(60, DEBUG)).contains(FATAL);
    assertThat(Severity.ofTens(0, TRACE)).isEmpty();
    assertThat(Severity.ofTens(70, TRACE)).isEmpty();
  }

  @Test
  void windowsAndJavaHaveTheirOwnNumbers() {
    assertThat(Severity.ofWindows(1)).contains(FATAL);
    assertThat(Severity.ofWindows(2)).contains(ERROR);
    assertThat(Severity.ofWindows(4)).contains(INFO);
    assertThat(Severity.ofWindows(6)).isEmpty();
    assertThat(Severity.ofJavaLogging(1000)).contains(ERROR);
    assertThat(Severity.ofJavaLogging(900)).contains(WARN);
    assertThat(Severity.ofJavaLogging(500)).contains(DEBUG);
    assertThat(Severity.ofJavaLogging(1001)).isEmpty();
  }
}
