package org.simbastream.dashboard.feed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.simbastream.dashboard.live.AlertView;
import org.simbastream.dashboard.live.DeadLetterView;
import org.simbastream.dashboard.live.Limits;
import org.simbastream.dashboard.live.LiveState;
import org.simbastream.dashboard.live.PatternsView;
import org.simbastream.dashboard.live.Reason;
import org.simbastream.dashboard.live.ScoredLine;
import org.simbastream.dashboard.live.WindowView;
import org.simbastream.job.format.JsonWriter;
import org.simbastream.job.format.PositionFields;
import org.simbastream.records.Alert;
import org.simbastream.records.AlertKind;
import org.simbastream.records.AlertLine;
import org.simbastream.records.Attributes;
import org.simbastream.records.DeadLetter;
import org.simbastream.records.Deviation;
import org.simbastream.records.Highlight;
import org.simbastream.records.Position;
import org.simbastream.records.Rejection;
import org.simbastream.records.RejectionReason;
import org.simbastream.records.ScoredRecord;
import org.simbastream.records.Severity;
import org.simbastream.records.StreamPattern;
import org.simbastream.records.WindowPattern;
import org.simbastream.records.WindowSummary;
import org.simbastream.records.WorkCounts;

/** What the job writes comes onto the live as it was; what others write is counted. */
class ResultParserTest {

  private static final Position AT = new Position("logs", 3, 42);
  private static final ResultTopics TOPICS =
      new ResultTopics("sums", "scored", "work", "dead", "alerts", "patterns");

  private final LiveState live = new LiveState(Limits.DEFAULT, Clock.systemUTC());
  private final ResultParser parser = new ResultParser(TOPICS, live);

  @Test
  void whatTheJobWritesIsRead() {
    ScoredRecord scored =
        new ScoredRecord(
            "host",
            AT,
            61_000,
            "disk full",
            3.5,
            2.5,
            6,
            17,
            false,
            true,
            List.of(new Deviation(Deviation.Kind.WORD, 5, 9, 4.5, "ok")),
            Attributes.NONE.withSeverity(Severity.ERROR));
    List<Deviation> why =
        List.of(
            new Deviation(Deviation.Kind.WORD, 5, 9, 4.5, "ok"),
            new Deviation(Deviation.Kind.VALUE, 5, 10, 4.5, ""), // beyond the text
            Deviation.ofRecord(Deviation.Kind.RATE, 3));
    WindowSummary summary =
        new WindowSummary(
            "host",
            60_000,
            120_000,
            100,
            2_000,
            0.5,
            0.1,
            "small@f00",
            List.of("disk full"),
            "the disk is full",
            List.of(new Highlight("disk full", 3.5, 12, 61_000, AT, why)),
            List.of("disk full"),
            null);
    WorkCounts work = new WorkCounts("host", 60_000, 120_000, 10, new long[] {10, 4}, 0.01, 0.25);
    take("scored", JsonWriter.scoredRecords(PositionFields.KAFKA).toBytes(scored));
    take("sums", JsonWriter.summaries(PositionFields.KAFKA).toBytes(summary));
    take("work", JsonWriter.workCounts().toBytes(work));
    assertThat(live.lines("host", 60_000, 120_000))
        .containsExactly(
            new ScoredLine(
                1,
                61_000,
                AT,
                "disk full",
                "ERROR",
                3.5,
                2.5,
                17,
                true,
                List.of(new Reason("word", 5, 9, 4.5, "ok"))));
    WindowView window = live.window("host", 60_000).orElseThrow();
    assertThat(window.window().highlights().get(0).count()).isEqualTo(12);
    assertThat(window.window().highlights().get(0).why())
        .containsExactly(new Reason("word", 5, 9, 4.5, "ok"), new Reason("rate", -1, -1, 3.0, ""));
    assertThat(window.window().newPatterns()).containsExactly("disk full");
    assertThat(window.window().text()).isEqualTo("the disk is full");
    assertThat(window.window().keepLast()).isEqualTo(0.1);
    assertThat(window.work().tokensByLayer()).containsExactly(10L, 4L);
    assertThat(live.totals().unreadable()).isZero();
  }

  @Test
  void alertsAndPatternsAreRead() {
    AlertLine line =
        new AlertLine(
            "disk full",
            4.5,
            61_000,
            AT,
            List.of(new Deviation(Deviation.Kind.WORD, 5, 9, 4.5, "ok")));
    Alert alert =
        new Alert(
            "host",
            AlertKind.WORD,
            Alert.State.OPENED,
            "a1",
            1,
            61_000,
            62_000,
            3,
            4.5,
            List.of(line),
            2);
    take("alerts", JsonWriter.alerts(PositionFields.KAFKA).toBytes(alert));
    AlertView read = live.alertsView().open().get(0);
    assertThat(read)
        .isEqualTo(
            new AlertView(
                "host",
                "word",
                true,
                "a1",
                61_000,
                62_000,
                3,
                4.5,
                List.of(
                    new AlertView.Line(
                        "disk full",
                        4.5,
                        61_000,
                        AT,
                        List.of(new Reason("word", 5, 9, 4.5, "ok")))),
                2,
                null));
    take(
        "alerts",
        JsonWriter.alerts(PositionFields.KAFKA).toBytes(alert.told(Alert.State.CLOSED, 0)));
    assertThat(live.alertsView().open()).isEmpty();
    assertThat(live.alertsView().closed()).extracting(AlertView::id).containsExactly("a1");
    take(
        "patterns",
        JsonWriter.windowPatterns()
            .toBytes(
                new WindowPattern(
                    "host",
                    60_000,
                    120_000,
                    40,
                    new StreamPattern(7, "disk <*>", true),
                    4,
                    61_000,
                    62_000,
                    Double.NaN,
                    WindowPattern.Change.UP,
                    "disk full")));
    assertThat(live.patterns("host").orElseThrow().patterns())
        .containsExactly(
            new PatternsView.Pattern(
                StreamPattern.name(7),
                "disk <*>",
                "disk full",
                4,
                4,
                null,
                "up",
                60_000L,
                List.of(4)));
    assertThat(live.totals().unreadable()).isZero();
  }

  @Test
  void deadLettersAreReadAndTheirBytesShownAsText() {
    DeadLetter letter =
        new DeadLetter(
            "logs-3",
            AT,
            1234,
            Rejection.ofRecord(
                RejectionReason.INVALID_UTF8, "Not UTF-8.", null, new byte[] {'a', (byte) 0xFF}));
    take("dead", JsonWriter.deadLetters(PositionFields.KAFKA, "test").toBytes(letter));
    DeadLetterView read = live.letters().get(0);
    assertThat(read.origin()).isEqualTo(AT);
    assertThat(read.at()).isEqualTo(new Position("dead", 0, 9));
    assertThat(read.reason()).isEqualTo("INVALID_UTF8");
    assertThat(read.head()).isEqualTo("a\uFFFD");
    assertThat(read.length()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "no JSON",
        "[]",
        "null",
        "{}",
        "{\"key\":7}",
        "{\"key\":\"a\",\"time\":1e300}",
        "{\"key\":\"a\",\"windowStart\":0,\"windowEnd\":1,\"records\":1,\"tokens\":1,\"model\":[]}",
        "{\"key\":\"a\",\"windowStart\":\"0\"}"
      })
  void whatOthersWriteIsCountedAndLeftOut(String value) {
    for (String topic : TOPICS.all()) {
      take(topic, value.getBytes(UTF_8));
    }
    take("scored", null);
    assertThat(live.totals().unreadable()).isEqualTo(7);
    assertThat(live.rows()).isEmpty();
    assertThat(live.alerts().version()).isZero();
    assertThat(live.letters()).isEmpty();
  }

  private void take(String topic, byte[] value) {
    parser.take(new ConsumerRecord<>(topic, 0, 9, null, value));
  }
}
