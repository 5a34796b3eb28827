package org.simbastream.records;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextSeverityTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2026-11-28 10:00:00,123 ERROR [main] disk full|ERROR",
        "[error] 31#31: upstream timed out|ERROR",
        "E1128 10:00:00.123456 1 controller.go:5] failed|ERROR",
        "ts=2026-11-28 level=warn msg=slow|WARN",
        "ts=2026-11-28 level=\"warn\" msg=slow|WARN",
        "{\"ts\": 1, \"level\": \"error\", \"msg\": \"x\"}|ERROR",
        "{\"log.level\":\"fatal\",\"message\":\"x\"}|FATAL",
        "{\"severity\":\"Warning\",\"message\":\"x\"}|WARN",
        "R02-M1 RAS KERNEL INFO cache parity error corrected|INFO"
      })
  void aLevelIsFoundWhereLinesHaveIt(String text, Severity severity) {
    assertThat(TextSeverity.of(text)).isEqualTo(severity);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "the user saw an error and left",
        "GET /error/404.html 200",
        "{\"message\": \"error\"}",
        "{\"msg\":\"level\",\"kind\":\"error\"}",
        "\"error\"",
        ":\"error\""
      })
  void aWordOfTheMessageIsNoLevel(String text) {
    assertThat(TextSeverity.of(text)).isNull();
  }

  @Test
  void aLevelFarBehindTheHeadIsNone() {
    assertThat(TextSeverity.of("x".repeat(200) + " ERROR no")).isNull();
  }
}
