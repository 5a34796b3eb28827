package org.simbastream.text.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Values of time fields, which are times as a whole or not at all. */
class FieldTimesTest {

  private static final EventTimes TIMES = new EventTimes(TimeRules.DEFAULT);
  private static final long REFERENCE = 1_700_000_000_000L;

  @ParameterizedTest
  @CsvSource({
    "1700000000123,1700000000123", // milliseconds
    "1700000000,1700000000000", // seconds
    "1700000000.123,1700000000123",
    "1700000000123.4,1700000000123",
    "1700000000123456,1700000000123", // microseconds
    "1700000000123456789,1700000000123", // nanoseconds
    "1.7e9,1700000000000",
    "100000000000,100000000000", // 1e11: the least that is milliseconds
    "99999999999,99999999999000", // the most that is seconds
    "0.001,1", // the first that is after 1970 began
  })
  void theSizeOfANumberTellsItsUnit(String number, long millis) {
    assertThat(TIMES.ofNumber(new BigDecimal(number))).map(FoundTime::millis).contains(millis);
    assertThat(TIMES.ofText(" " + number, 0)).map(FoundTime::millis).contains(millis);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2023-11-14T22:13:20.123Z",
        "2023-11-14t22:13:20.123z",
        "2023-11-14T22:13:20.123",
        "2023-11-14 22:13:20.123",
        "2023-11-14 22:13:20,123",
        "2023-11-14  22:13:20,123",
        "2023-11-14T22:13:20,123Z",
        "2023-11-14T22:13:20.123456789Z",
        "2023-11-15T00:13:20.123+02:00",
        "2023-11-15T00:13:20.123+0200",
        "2023-11-15 00:13:20,123+02",
        "2023-11-14T16:43:20.123-05:30",
        "  2023-11-14T22:13:20.123Z\n",
        "14/Nov/2023:22:13:20.123 +0000",
        "Tue, 14 Nov 2023 22:13:20.123 GMT",
        "Nov 14 22:13:20.123",
        "2023-11-14 10:13:20.123 PM",
      })
  void readsEveryFormat(String time) {
    assertThat(TIMES.ofText(time, REFERENCE)).map(FoundTime::millis).contains(1_700_000_000_123L);
  }

  @Test
  void doesWithoutFractionsAndSeconds() {
    assertThat(TIMES.ofText("2023-11-14T22:13:20", 0))
        .map(FoundTime::millis)
        .contains(1_700_000_000_000L);
    assertThat(TIMES.ofText("2023-11-14 22:13Z", 0))
        .map(FoundTime::millis)
        .contains(1_699_999_980_000L);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "yesterday",
        "2023-11-14",
        "2023-02-30T00:00:00Z",
        "2023-11-14T25:00:00Z",
        "2023-11-14T22:13:20ZZ",
        "2023-11-14T22:13:20Z and more",
        "0000-06-01T00:00:00Z",
        "+12023-11-14T22:13:20Z",
        "NaN",
        "0x10",
        "0", // 1970 and before: of clocks that were never set
        "-1",
        "-1.5",
        "0.0004",
        "1e-999999999",
        "1970-01-01T00:00:00Z",
        "1969-12-31T23:59:59.999Z",
        "-1e14",
        "1e400",
        "1e999999999",
      })
  void refusesWhatIsNoPointInTime(String text) {
    assertThat(TIMES.ofText(text, REFERENCE)).isEmpty();
  }

  @Test
  void spendsNoTimeOnEndlessDigits() {
    String digits = "1".repeat(1_000_000);
    long start = System.nanoTime();
    assertThat(TIMES.ofText(digits, REFERENCE)).isEmpty();
    assertThat(TIMES.ofLine(digits, REFERENCE)).isEmpty();
    assertThat(TIMES.ofNumber(new BigDecimal("1e999999999"))).isEmpty();
    assertThat(TIMES.ofNumber(new BigDecimal("1e-999999999"))).isEmpty();
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(1));
  }
}
