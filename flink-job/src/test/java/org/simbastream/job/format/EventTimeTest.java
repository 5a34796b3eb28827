package org.simbastream.job.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.simbastream.operators.record.RejectionReason;

class EventTimeTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1700000000123|1700000000123", // milliseconds
        "1700000000|1700000000000", // seconds
        "1700000000.123|1700000000123",
        "1700000000123.4|1700000000123",
        "1.7e9|1700000000000",
        "100000000000|100000000000", // 1e11: the least that is milliseconds
        "99999999999|99999999999000", // the most that is seconds
        "0.001|1", // the first that is after 1970 began
      })
  void readsNumbersAsMillisecondsOrSeconds(String json, long millis) throws Exception {
    assertThat(EventTime.parse(JSON.readTree(json))).isEqualTo(millis);
    assertThat(EventTime.parse(new TextNode(" " + json))).isEqualTo(millis);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2023-11-14T22:13:20.123Z",
        "2023-11-14t22:13:20.123z",
        "2023-11-14T22:13:20.123",
        "2023-11-14 22:13:20.123",
        "2023-11-14 22:13:20,123",
        "2023-11-14T22:13:20,123Z",
        "2023-11-14T22:13:20.123456789Z",
        "2023-11-15T00:13:20.123+02:00",
        "2023-11-15T00:13:20.123+0200",
        "2023-11-15 00:13:20,123+02",
        "2023-11-14T16:43:20.123-05:30",
        "  2023-11-14T22:13:20.123Z\n",
      })
  void readsIso8601(String time) throws Exception {
    assertThat(EventTime.parse(new TextNode(time))).isEqualTo(1_700_000_000_123L);
  }

  @Test
  void doesWithoutFractionsAndSeconds() throws Exception {
    assertThat(EventTime.parse(new TextNode("2023-11-14T22:13:20"))).isEqualTo(1_700_000_000_000L);
    assertThat(EventTime.parse(new TextNode("2023-11-14 22:13Z"))).isEqualTo(1_699_999_980_000L);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"\"",
        "\"yesterday\"",
        "\"2023-11-14\"",
        "\"2023-02-30T00:00:00Z\"",
        "\"2023-11-14T25:00:00Z\"",
        "\"2023-11-14  22:13:20\"",
        "\"2023-11-14T22:13:20ZZ\"",
        "\"0000-06-01T00:00:00Z\"",
        "\"+12023-11-14T22:13:20Z\"",
        "\"NaN\"",
        "\"0x10\"",
        "true",
        "{}",
        "[1700000000]",
        "1700000000123456789", // nanoseconds
        "0", // 1970 and before: of clocks that were never set
        "-1",
        "-1.5",
        "0.0004",
        "1e-999999999",
        "\"1970-01-01T00:00:00Z\"",
        "\"1969-12-31T23:59:59.999Z\"",
        "-1e14",
        "1e400",
        "\"1e400\"",
      })
  void refusesWhatIsNoPointInTime(String json) throws Exception {
    var value = JSON.readTree(json);
    assertThatThrownBy(() -> EventTime.parse(value))
        .isInstanceOfSatisfying(
            RejectedException.class,
            e -> assertThat(e.reason()).isEqualTo(RejectionReason.MALFORMED_TIME));
  }

  @Test
  void spendsNoTimeOnEndlessDigitsAndQuotesFewOfThem() {
    TextNode digits = new TextNode("1".repeat(1_000_000));
    assertThat(Duration.ofSeconds(1))
        .isGreaterThan(
            timed(
                () ->
                    assertThatThrownBy(() -> EventTime.parse(digits))
                        .isInstanceOf(RejectedException.class)
                        .message()
                        .hasSizeLessThan(200)
                        .contains("111…")));
  }

  private static Duration timed(Runnable action) {
    long start = System.nanoTime();
    action.run();
    return Duration.ofNanos(System.nanoTime() - start);
  }
}
