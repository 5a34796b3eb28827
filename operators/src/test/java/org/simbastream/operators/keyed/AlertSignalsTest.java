package org.simbastream.operators.keyed;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.junit.jupiter.api.Test;
import org.simbastream.operators.output.SideOutputs;
import org.simbastream.operators.settings.AlertSettings;
import org.simbastream.operators.settings.OperatorSettings;
import org.simbastream.records.AlertKind;
import org.simbastream.records.AlertLine;
import org.simbastream.records.AlertSignal;
import org.simbastream.records.Deviation;
import org.simbastream.records.Position;
import org.simbastream.records.ScoredRecord;
import org.simbastream.records.TokenizedRecord;

/** What the Simba operator says for alerts. */
class AlertSignalsTest {

  private static final double THRESHOLD = 1;

  @Test
  void recordsFromHalfTheThresholdOnAndEndedWindowsAreSignalsInOrder() throws Exception {
    try (OperatorHarness harness = harness(withAlerts())) {
      for (TokenizedRecord record : TestStreams.records(2, 120, 7)) {
        harness.watermark(record.time() - 1);
        harness.process(record);
      }
      harness.watermark(Long.MAX_VALUE);
      List<AlertSignal> signals = harness.sideOutput(SideOutputs.SIGNALS);
      List<ScoredRecord> high =
          harness.scored().stream().filter(r -> r.score() >= THRESHOLD / 2).toList();
      assertThat(high).hasSizeBetween(1, 119);
      assertThat(signals.stream().filter(s -> s.type() == AlertSignal.Type.RECORD))
          .extracting(s -> s.line().position())
          .containsExactlyInAnyOrderElementsOf(high.stream().map(ScoredRecord::position).toList());
      assertThat(signals.stream().filter(s -> s.type() == AlertSignal.Type.HEARD))
          .hasSameSizeAs(harness.summaries());
      for (String key : List.of("key-0", "key-1")) {
        assertThat(signals.stream().filter(s -> s.key().equals(key)).map(AlertSignal::time))
            .as("a window's records, then its end")
            .isSorted();
      }
    }
  }

  @Test
  void withoutAlertsThereAreNone() throws Exception {
    try (OperatorHarness harness = harness(TestStreams.settings())) {
      harness.process(TestStreams.records(2, 120, 7));
      harness.watermark(Long.MAX_VALUE);
      assertThat(harness.sideOutput(SideOutputs.SIGNALS)).isEmpty();
    }
  }

  @Test
  void theKindIsThatOfTheStrongestReason() {
    Deviation weak = new Deviation(Deviation.Kind.PATTERN, -1, -1, 2, "");
    Deviation strong = new Deviation(Deviation.Kind.VALUE, 0, 3, 9, "200");
    Deviation asStrong = Deviation.ofRecord(Deviation.Kind.RATE, 9);
    assertThat(AlertKind.of(List.of(weak, strong))).isEqualTo(AlertKind.VALUE);
    assertThat(AlertKind.of(List.of(asStrong, weak, strong))).isEqualTo(AlertKind.VALUE);
    assertThat(AlertKind.of(List.of())).isEqualTo(AlertKind.OTHER);
    for (Deviation.Kind kind : Deviation.Kind.values()) {
      assertThat(AlertKind.of(List.of(Deviation.ofRecord(kind, 1))).word()).isEqualTo(kind.word());
    }
  }

  @Test
  void aLongTextIsCutWithTheReasonsThatStandBehindTheCut() {
    String text = "x".repeat(AlertLine.MAX_TEXT - 1) + "\uD83D\uDE00" + " 503";
    List<Deviation> why =
        List.of(
            new Deviation(Deviation.Kind.VALUE, text.length() - 3, text.length(), 9, "200"),
            new Deviation(Deviation.Kind.WORD, 0, 3, 5, ""),
            Deviation.ofRecord(Deviation.Kind.RATE, 4));
    AlertLine line =
        AlertLine.of(new ScoredRecord("k", Position.NONE, 1, text, 6, 1, 1, 1, false, false, why));
    assertThat(line.text()).isEqualTo("x".repeat(AlertLine.MAX_TEXT - 1) + "…");
    assertThat(line.why())
        .extracting(Deviation::kind)
        .containsExactly(Deviation.Kind.WORD, Deviation.Kind.RATE);
  }

  private static OperatorSettings withAlerts() {
    OperatorSettings settings = TestStreams.settings();
    return settings.toBuilder()
        .alerts(
            new AlertSettings(true, THRESHOLD, Duration.ofMinutes(1), Duration.ofMinutes(1), 10, 3))
        .build();
  }

  private static OperatorHarness harness(OperatorSettings settings) throws Exception {
    return new OperatorHarness(settings, new HashMapStateBackend()).open();
  }
}
