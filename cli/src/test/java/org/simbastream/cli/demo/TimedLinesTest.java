package org.simbastream.cli.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.simbastream.text.time.TimeRules;

/** Where the times of lines come from that have none. */
class TimedLinesTest {

  private static final long NOW = 1_900_000_000_000L;
  private static final long TEN = Instant.parse("2024-03-01T10:00:00Z").toEpochMilli();
  private static final long CHANGED = Instant.parse("2024-03-05T00:00:00Z").toEpochMilli();
  private static final String AT_TEN = "2024-03-01 10:00:00,000 INFO started";
  private static final String LATER = "2024-03-01 10:00:07,000 INFO ready";

  @Test
  void linesBeforeTheFirstTimeHaveThatTime() throws IOException {
    assertThat(read("\n  .   ____\n:: Spring ::\n" + AT_TEN + "\n\tat x\n" + LATER, false))
        .containsExactly(
            ":" + TEN,
            "  .   ____:" + TEN,
            ":: Spring :::" + TEN,
            AT_TEN + ":" + TEN,
            "\tat x:" + TEN,
            LATER + ":" + (TEN + 7_000));
  }

  @Test
  void withoutAnyTimeLinesFollowEachOther() throws IOException {
    assertThat(read("a\nb\n\nc", false))
        .containsExactly("a:" + NOW, "b:" + (NOW + 100), ":" + (NOW + 200), "c:" + (NOW + 300));
    assertThat(read("", false)).isEmpty();
  }

  @Test
  void timesOfClocksThatWereNotSetAreNone() throws IOException {
    String boot = "1970-01-01 00:00:12,000 INFO time not yet set";
    String ahead = "2099-01-01 00:00:00,000 INFO time not yet set";
    assertThat(read(boot + "\n" + AT_TEN + "\n" + ahead + "\n" + boot + "\n" + LATER, false))
        .containsExactly(
            boot + ":" + TEN,
            AT_TEN + ":" + TEN,
            ahead + ":" + TEN,
            boot + ":" + TEN,
            LATER + ":" + (TEN + 7_000));
  }

  @Test
  void aFirstTimeThatComesLateIsNotWaitedFor() throws IOException {
    List<String> lines = read("x\n".repeat(1_500) + AT_TEN, false);
    assertThat(lines).hasSize(1_501).startsWith("x:" + NOW).endsWith(AT_TEN + ":" + TEN);
    assertThat(lines.get(1_499)).isEqualTo("x:" + (NOW + 149_900));
  }

  @Test
  void aLiveStreamIsNotReadAhead() throws IOException {
    long before = System.currentTimeMillis();
    String first = read("banner\n" + AT_TEN, true).get(0);
    assertThat(Long.parseLong(first.substring("banner:".length())))
        .isBetween(before, System.currentTimeMillis());
  }

  @Test
  void yearsAreThoseNearestToTheLastChange() throws IOException {
    String syslog = "Mar  1 10:00:00 web01 app[7]: started";
    String before = "Dec 31 10:00:00 web01 app[7]: started";
    long yearBefore = Instant.parse("2023-12-31T10:00:00Z").toEpochMilli();
    assertThat(read(before + "\n" + syslog, false))
        .containsExactly(before + ":" + yearBefore, syslog + ":" + TEN);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Mar  1 10:0M:05 web01 app[7]: ready",
        "192.0.2.9 - - [01/Mar/2024:10:0M:05 +0000] \"GET /a HTTP/1.1\" 200 12",
        "I0301 10:0M:05.123456 7 server.go:11] ready",
        "1 Mar 2024 10:0M:05,123 INFO ready",
        "{\"level\":\"info\",\"msg\":\"ready\",\"time\":\"2024-03-01T10:0M:05.123Z\"}",
        "level=info msg=\"ready since 2019-03-01 00:00:00\" ts=2024-03-01T10:0M:05Z",
      })
  void linesOfEveryFormatStandInTheirMinutes(String line) throws IOException {
    List<String> read =
        read(
            line.replace("0M", "00")
                + "\n"
                + line.replace("0M", "01")
                + "\n"
                + line.replace("0M", "02"),
            false);
    assertThat(read)
        .extracting(it -> (Long.parseLong(it.substring(it.lastIndexOf(':') + 1)) - TEN) / 60_000)
        .containsExactly(0L, 1L, 2L);
  }

  @Test
  void oneCertainDateTellsTheOrderOfAll() throws IOException {
    String ambiguous = "03/01/2024 10:00:00 started";
    String certain = "13/01/2024 10:00:00 ready";
    assertThat(read(ambiguous, false)).containsExactly(ambiguous + ":" + TEN);
    assertThat(read(ambiguous + "\n" + certain, false).get(0))
        .isEqualTo(ambiguous + ":" + Instant.parse("2024-01-03T10:00:00Z").toEpochMilli());
  }

  @Test
  void aTimeOfDayAmongDatesIsNone() throws IOException {
    String clock = "10:00:03 was lunch";
    assertThat(read(AT_TEN + "\n" + clock, false))
        .containsExactly(AT_TEN + ":" + TEN, clock + ":" + TEN);
  }

  @Test
  void aKernelsLinesEndWithTheLastChange() throws IOException {
    String first = "[  100.000000] usb 1-1: new device";
    String last = "[86500.000000] usb 1-1: disconnected";
    assertThat(read(first + "\n" + last, false))
        .containsExactly(first + ":" + (CHANGED - 86_400_000), last + ":" + CHANGED);
  }

  private static List<String> read(String text, boolean live) throws IOException {
    DemoInput input =
        new DemoInput(
            "k", () -> new ByteArrayInputStream(text.getBytes(UTF_8)), live, () -> CHANGED);
    List<String> read = new ArrayList<>();
    try (TimedLines lines = new TimedLines(input, TimeRules.DEFAULT, NOW)) {
      for (; lines.line() != null; lines.advance()) {
        read.add(new String(lines.line(), UTF_8) + ":" + lines.time());
      }
    }
    return read;
  }
}
