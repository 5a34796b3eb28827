package org.simbastream.text.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** No text makes the reader throw, or costs more than its length should. */
class AnyTextTest {

  private static final EventTimes TIMES = new EventTimes(TimeRules.DEFAULT);
  private static final long REFERENCE = Instant.parse("2026-11-28T15:30:00Z").toEpochMilli();

  private static final List<String> PARTS =
      List.of(
          "2026",
          "11",
          "28",
          "Nov",
          "Sat",
          "10",
          "00",
          "05",
          "1795860005",
          "123456789",
          "T",
          "Z",
          "UTC",
          "CET",
          "+0200",
          "-",
          "/",
          ".",
          ":",
          ",",
          " ",
          "[",
          "]",
          "(",
          "{",
          "\"",
          "=",
          "|",
          "<34>",
          "::",
          "\t",
          "time",
          "ts=",
          "I1128",
          "audit(",
          "CEF:0|",
          "年",
          "月",
          "AM",
          "W48",
          "Europe/Berlin",
          "restored",
          "\u0000",
          "\uD83D",
          "٣");

  @Property(seed = "61", tries = 5000)
  void anyText(@ForAll String text, @ForAll long reference) {
    read(text, reference);
  }

  @Property(seed = "62", tries = 20_000)
  void anyPartsOfTimes(@ForAll("parts") List<String> parts, @ForAll long reference) {
    read(String.join("", parts), reference);
  }

  @Property(seed = "63", tries = 2000)
  void damagedLines(@ForAll("lines") String line, @ForAll char other, @ForAll int place) {
    int at = Math.floorMod(place, line.length());
    read(line.substring(0, at) + other + line.substring(at + 1), REFERENCE);
    read(line.substring(0, at), REFERENCE);
  }

  @Property(seed = "64", tries = 500)
  void aDateBehindProseIsNoTime(@ForAll("lines") String line) {
    boolean isElsewhereThanInTheHead =
        line.contains("[28/Nov") || line.contains("audit(") || line.matches(".*[,;|\t].*[,;|\t].*");
    if (!isElsewhereThanInTheHead) {
      assertThat(TIMES.ofLine("restored the state of " + line, REFERENCE)).as(line).isEmpty();
    }
  }

  @Test
  void theCostOfALineIsBounded() {
    List<String> worst =
        List.of(
            "[".repeat(100_000),
            "(1".repeat(100_000),
            "{\"time\":".repeat(100_000),
            "2026-11-28 ".repeat(100_000),
            "1,".repeat(100_000),
            "ts=1 ".repeat(100_000),
            "a=\"".repeat(100_000),
            "[1/a".repeat(100_000));
    worst.forEach(line -> read(line, REFERENCE)); // warm
    long start = System.nanoTime();
    worst.forEach(line -> read(line, REFERENCE));
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
  }

  private static void read(String text, long reference) {
    TIMES.ofLine(text, reference).ifPresent(found -> assertThat(found.millis()).isPositive());
    TIMES.ofText(text, reference).ifPresent(found -> assertThat(found.millis()).isPositive());
    EventTimes.uptime(text).ifPresent(uptime -> assertThat(uptime).isNotNegative());
  }

  @Provide
  static Arbitrary<List<String>> parts() {
    return Arbitraries.of(PARTS).list().ofMaxSize(14);
  }

  @Provide
  static Arbitrary<String> lines() {
    return Arbitraries.of(LineFormatsTest.lines().toList());
  }
}
