package org.simbastream.text.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is inferred, and what is no time of an event. */
class EventTimesTest {

  private static final String REFERENCE = "2026-11-28T15:30:00Z";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "restored snapshot taken 2019-03-01 00:00:00",
        "Restored 2019-03-01 00:00:00",
        "backup 2019-03-01 00:00:00 restored",
        "Last login: Sat Nov 28 10:00:05 2026 from 192.0.2.9",
        "ERROR certificate expires 2019-03-01 00:00:00",
        "[main] ERROR certificate expires 2019-03-01 00:00:00",
        "[worker done 2019-03-01 00:00:00] ready",
        "java.lang.IllegalStateException: 2019-03-01 00:00:00 is in the past",
        "Caused by: java.sql.SQLException: 2019-03-01 00:00:00",
        "\tat org.example.Job.run(Job.java:2019)",
        "level=info msg=\"restored 2019-03-01 00:00:00\" id=7",
        "level=info msg=\"restored, time=2019-03-01T00:00:00Z\" id=7",
        "level=info valid_until=2019-03-01T00:00:00Z msg=restored",
        "{\"msg\":\"restored 2019-03-01 00:00:00\",\"id\":7}",
        "{\"msg\":\"restored\",\"valid_until\":\"2019-03-01T00:00:00Z\"}",
        "{\"msg\":\"restored\",\"time\":12}",
        "{\"msg\":\"restored\",\"t\":21.5}",
        "GET /reports/2019-03-01T00:00:00Z 200",
        "2019-03-01_00:00:00.tar restored",
        "snapshot_2019-03-01_00:00:00 restored",
        "INSERT INTO T VALUES (1, '2019-03-01 00:00:00')",
        "WHERE ts = '2019-03-01 00:00:00'",
        "/var/backup/a.tar 2019-03-01 00:00:00",
        "<a href=\"2019-03-01 00:00:00\">",
        "{\"data\":{\"time\":\"2019-03-01T00:00:00Z\"}}",
        "v2 snapshot of 2019-03-01 00:00:00",
        "0x1f snapshot 2019-03-01 00:00:00",
        "Log 2019-03-01 00:00:00 rotated",
        "Config 2019-03-01 00:00:00 loaded",
        "restored id=7 time=2019-03-01T00:00:00Z",
        "ADD: 2019-03-01 00:00:00",
        "moved a, b, 2019-03-01 00:00:00, c",
        "see 10:00:05 of the recording",
        "10 of 12:30:00 done",
        "1234567 rows",
        "4111111111111111 refused",
        "192.0.2.9 connected",
        "10.1.12.15 10:00:05",
        "2026-13-28 10:00:05 no such month",
        "2026-02-30 10:00:05 no such day",
        "2026-11-28 25:00:05 no such hour",
        "2026-11-28 is a day",
        "",
        " ",
        "{",
        "{\"time\":",
        "[",
        "<<<<",
      })
  void noDateOfAMessageIsTheTimeOfTheEvent(String line) {
    assertThat(read(line, REFERENCE)).isEmpty();
  }

  @Test
  void theHeadWinsOverTheMessage() {
    String line = "Nov 28 10:01:05 web01 certd[5]: renewal due 2019-03-01 00:00:00 for site a";
    assertThat(read(line, REFERENCE)).contains(Instant.parse("2026-11-28T10:01:05Z"));
  }

  @ParameterizedTest
  @CsvSource({
    "Dec 31 23:59:59 a b: c, 2027-01-01T00:00:02Z, 2026-12-31T23:59:59Z",
    "Jan  1 00:00:01 a b: c, 2026-12-31T23:59:58Z, 2027-01-01T00:00:01Z", // another clock is ahead
    "Jan  3 00:00:01 a b: c, 2026-12-31T23:59:58Z, 2026-01-03T00:00:01Z",
    "Jun  1 10:00:00 a b: c, 2026-05-01T00:00:00Z, 2025-06-01T10:00:00Z",
    "Feb 29 10:00:00 a b: c, 2027-05-01T00:00:00Z, 2024-02-29T10:00:00Z",
    "23:59:59 INFO c, 2026-11-28T00:00:10Z, 2026-11-27T23:59:59Z",
    "00:00:01 INFO c, 2026-11-27T23:59:58Z, 2026-11-28T00:00:01Z",
    "11/12/2026 10:00:05 c, 2026-11-28T15:30:00Z, 2026-11-12T10:00:05Z", // 11 December is ahead
    "11/12/2026 10:00:05 c, 2026-12-12T15:30:00Z, 2026-12-11T10:00:05Z",
    "26/11/28 10:00:05 c, 2026-11-28T15:30:00Z, 2026-11-28T10:00:05Z",
    "03-04 10:00:05.123 1 2 I App: c, 2026-11-28T15:30:00Z, 2026-03-04T10:00:05.123Z",
    "2026-11-28 24:00:00 c, 2026-11-28T15:30:00Z, 2026-11-29T00:00:00Z",
    "2016-12-31 23:59:60 c, 2026-11-28T15:30:00Z, 2017-01-01T00:00:00Z",
    "11/28/2026 12:00:05 AM c, 2026-11-28T15:30:00Z, 2026-11-28T00:00:05Z",
    "11/28/2026 12:00:05 PM c, 2026-11-28T15:30:00Z, 2026-11-28T12:00:05Z",
  })
  void whatIsLeftOutIsInferredFromTheReference(String line, String reference, Instant time) {
    assertThat(read(line, reference)).contains(time);
  }

  @ParameterizedTest
  @CsvSource({
    "Jan, 1",
    "Feb, 2",
    "Mar, 3",
    "Apr, 4",
    "May, 5",
    "Jun, 6",
    "Jul, 7",
    "Aug, 8",
    "Sep, 9",
    "Oct, 10",
    "Nov, 11",
    "Dec, 12",
    "Sept, 9",
    "MAR, 3",
    "Mai, 5",
    "Okt, 10",
    "Dez., 12",
    "März, 3",
    "févr., 2",
    "dic, 12"
  })
  void knowsTheNamesOfMonths(String name, int month) {
    Instant time = LocalDate.of(2026, month, 3).atTime(10, 0, 5).toInstant(ZoneOffset.UTC);
    for (String line :
        new String[] {name + "  3 10:00:05 2026: c", "3 " + name + " 2026 10:00:05 c"}) {
      assertThat(read(line, REFERENCE)).as(line).contains(time);
    }
  }

  @Test
  void withoutAReferenceNothingIsInferred() {
    EventTimes times = new EventTimes(TimeRules.DEFAULT);
    for (String line :
        new String[] {"Nov 28 10:00:05 a b: c", "10:00:05 c", "11/12/2026 10:00:05"}) {
      assertThat(times.ofLine(line, 0)).isEmpty();
      assertThat(times.ofLine(line, Long.MIN_VALUE)).isEmpty();
    }
    assertThat(times.ofLine("2026-11-28 10:00:05 c", 0)).isPresent();
    assertThat(times.ofLine("Nov 28 10:00:05 a b: c", Long.MAX_VALUE)).isPresent();
  }

  @Test
  void aTimeWithoutAZoneIsOfTheZoneInTheRules() {
    TimeRules berlin =
        new TimeRules(ZoneId.of("Europe/Berlin"), DateOrder.NEAREST, Duration.ofDays(1));
    EventTimes times = new EventTimes(berlin);
    long reference = Instant.parse(REFERENCE).toEpochMilli();
    assertThat(times.ofLine("2026-11-28 10:00:05 c", reference))
        .map(found -> Instant.ofEpochMilli(found.millis()))
        .contains(Instant.parse("2026-11-28T09:00:05Z"));
    assertThat(times.ofLine("2026-11-28 10:00:05 - c", reference))
        .map(found -> Instant.ofEpochMilli(found.millis()))
        .contains(Instant.parse("2026-11-28T09:00:05Z"));
    assertThat(times.ofLine("2026-11-28 10:00:05 UTC c", reference))
        .map(found -> Instant.ofEpochMilli(found.millis()))
        .contains(Instant.parse("2026-11-28T10:00:05Z"));
  }

  @ParameterizedTest
  @CsvSource({
    "DAY_FIRST, 2026-12-11T10:00:05Z",
    "MONTH_FIRST, 2026-11-12T10:00:05Z",
    "NEAREST, 2026-11-12T10:00:05Z"
  })
  void theRulesTellTheOrderOfAnAmbiguousDate(DateOrder order, Instant time) {
    EventTimes times = new EventTimes(TimeRules.DEFAULT.with(order));
    long reference = Instant.parse(REFERENCE).toEpochMilli();
    assertThat(times.ofLine("11/12/2026 10:00:05 c", reference))
        .map(found -> Instant.ofEpochMilli(found.millis()))
        .contains(time);
    assertThat(times.ofLine("11/28/2026 10:00:05 c", reference)).isPresent(); // no other way
  }

  @Test
  void saysWhatIsAssumed() {
    EventTimes times = new EventTimes(TimeRules.DEFAULT);
    long reference = Instant.parse(REFERENCE).toEpochMilli();
    assertThat(times.ofLine("Nov 28 10:00:05 web01 app: c", reference))
        .map(found -> found.description(times.rules()))
        .contains("'Nov 28 10:00:05' (assumed: the nearest year, zone UTC)");
    assertThat(times.ofLine("2026-11-28T10:00:05Z c", reference))
        .map(found -> found.description(times.rules()))
        .contains("'2026-11-28T10:00:05Z'");
  }

  @Test
  void readsTheKernelsClock() {
    assertThat(EventTimes.uptime("[ 1000.678901] usb 1-1: new device")).hasValue(1_000_678);
    assertThat(EventTimes.uptime("[    0.000000][    T0] Linux version")).hasValue(0);
    assertThat(EventTimes.uptime("[0.123s][info][gc] Pause")).isEmpty();
    assertThat(EventTimes.uptime("2026-11-28 10:00:05 c")).isEmpty();
    assertThat(read("[ 1000.678901] usb 1-1: new device", REFERENCE)).isEmpty();
  }

  private static Optional<Instant> read(String line, String reference) {
    return new EventTimes(TimeRules.DEFAULT)
        .ofLine(line, Instant.parse(reference).toEpochMilli())
        .map(found -> Instant.ofEpochMilli(found.millis()));
  }
}
