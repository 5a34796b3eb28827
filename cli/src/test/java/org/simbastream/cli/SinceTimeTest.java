package org.simbastream.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SinceTimeTest {

  private static final Clock NOON =
      Clock.fixed(Instant.parse("2026-01-31T12:00:00Z"), ZoneOffset.UTC);

  @ParameterizedTest
  @CsvSource({
    "2026-01-30T10:00:00Z, 2026-01-30T10:00:00Z",
    "2026-01-30T10:00:00+02:00, 2026-01-30T08:00:00Z",
    "2026-01-30T10:00, 2026-01-30T10:00:00Z",
    "2026-01-30, 2026-01-30T00:00:00Z",
    "2 h, 2026-01-31T10:00:00Z",
    "90s, 2026-01-31T11:58:30Z"
  })
  void takesTimesDatesAndAges(String given, String expected) {
    assertThat(SinceTime.parse(given, NOON)).isEqualTo(Instant.parse(expected));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "yesterday", "2026-02-30", "-5 h", "5 parsecs", "2026-01-30T25:00Z"})
  void saysWhatItTakes(String given) {
    assertThatThrownBy(() -> SinceTime.parse(given, NOON))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("--since is '" + given + "'")
        .hasMessageContaining("2026-01-31T12:00:00Z");
  }
}
