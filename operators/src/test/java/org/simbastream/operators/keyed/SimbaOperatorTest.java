package org.simbastream.operators.keyed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.junit.jupiter.api.Test;
import org.simbastream.operators.output.SideOutputs;
import org.simbastream.operators.settings.OperatorSettings;
import org.simbastream.records.ScoredRecord;
import org.simbastream.records.TokenizedRecord;
import org.simbastream.records.WindowSummary;
import org.simbastream.records.WorkCounts;

/** When chunks close, when the bundle runs, and what comes out. */
class SimbaOperatorTest {

  private static final int LAYERS = 4;

  @Test
  void aChunkClosesAtTheFirstRecordEndAtOrAfterItsTokens() throws Exception {
    try (OperatorHarness harness = open(bundleAtOnce(Duration.ZERO))) {
      harness.process(TestStreams.record("a", 0, 0, new int[39]));
      assertThat(harness.scored()).isEmpty();
      harness.process(TestStreams.record("a", 1, 1, 5, 6, 7));
      assertThat(harness.scored()).extracting(ScoredRecord::tokens).containsExactly(39, 3);
    }
  }

  @Test
  void aChunkClosesBeforeARecordOfAnotherWindow() throws Exception {
    try (OperatorHarness harness = open(bundleAtOnce(Duration.ZERO))) {
      harness.process(TestStreams.record("a", 0, 9_999, 1, 2));
      harness.process(TestStreams.record("a", 1, 10_000, 3, 4));
      assertThat(harness.scored()).extracting(r -> r.position().offset()).containsExactly(0L);
    }
  }

  @Test
  void aChunkClosesAfterMaxWaitOfProcessingTimeAndNotBefore() throws Exception {
    try (OperatorHarness harness = open(bundleAtOnce(Duration.ofSeconds(1)))) {
      harness.processingTime(100);
      harness.process(TestStreams.record("a", 0, 0, 1, 2));
      harness.processingTime(1_099);
      assertThat(harness.scored()).isEmpty();
      harness.processingTime(1_100);
      assertThat(harness.scored()).hasSize(1);
    }
  }

  @Test
  void aBarrierClosesNoChunk() throws Exception {
    try (OperatorHarness harness = open(bundleAtOnce(Duration.ZERO))) {
      harness.process(TestStreams.record("a", 0, 0, 1, 2));
      harness.barrier();
      assertThat(harness.scored()).isEmpty();
    }
  }

  @Test
  void theBundleRunsBeforeTheBarrierAndAtItsDeadline() throws Exception {
    try (OperatorHarness harness = open(TestStreams.settings())) {
      harness.process(TestStreams.record("a", 0, 0, new int[40]));
      assertThat(harness.scored()).isEmpty();
      harness.barrier();
      assertThat(harness.scored()).hasSize(1);
      harness.process(TestStreams.record("b", 1, 0, new int[40]));
      assertThat(harness.scored()).hasSize(1);
      harness.processingTime(50);
      assertThat(harness.scored()).hasSize(2);
    }
  }

  @Test
  void aWatermarkFollowsTheSummariesOfTheWindowsItEnds() throws Exception {
    try (OperatorHarness harness = open(TestStreams.settings())) {
      harness.process(TestStreams.record("a", 0, 1_000, 1, 2));
      harness.process(TestStreams.record("b", 1, 2_000, 3, 4, 5));
      harness.watermark(9_998);
      assertThat(harness.summaries()).isEmpty();
      harness.watermark(9_999);

      assertThat(harness.summaries())
          .extracting(WindowSummary::key, WindowSummary::records, WindowSummary::tokens)
          .containsExactly(tuple("a", 1L, 2L), tuple("b", 1L, 3L));
      List<Object> order = harness.outputInOrder();
      assertThat(order).hasSize(4).last().isEqualTo(new Watermark(9_999));
      assertThat(order.subList(1, 3)).allMatch(StreamRecord.class::isInstance);
    }
  }

  @Test
  void aLateRecordIsReadMarkedAndCountedInTheOpenWindow() throws Exception {
    try (OperatorHarness harness = open(TestStreams.settings())) {
      harness.watermark(25_000);
      harness.process(TestStreams.record("a", 0, 3_000, 1, 2));
      harness.process(TestStreams.record("a", 1, 26_000, 3, 4));
      harness.watermark(29_999);

      assertThat(harness.scored()).extracting(ScoredRecord::late).containsExactly(true, false);
      assertThat(harness.scored())
          .extracting(ScoredRecord::windowStart, ScoredRecord::windowEnd)
          .containsOnly(tuple(20_000L, 30_000L));
      assertThat(harness.summaries())
          .singleElement()
          .satisfies(
              s -> {
                assertThat(s.windowStart()).isEqualTo(20_000);
                assertThat(s.records()).isEqualTo(2);
              });
    }
  }

  @Test
  void aRecordThatWouldOpenOneWindowTooManyCountsInTheOpenOneBeforeIt() throws Exception {
    try (OperatorHarness harness = open(TestStreams.withOpenWindows(2))) {
      harness.process(TestStreams.record("a", 0, 31_000, 1, 2));
      harness.process(TestStreams.record("a", 1, 52_000, 3, 4));
      harness.process(TestStreams.record("a", 2, 71_000, 5)); // too many: the one from 50 s on
      harness.process(TestStreams.record("a", 3, 41_000, 6)); // the one from 30 s on
      harness.process(TestStreams.record("a", 4, 21_000, 7)); // before both: the first
      harness.process(TestStreams.record("b", 5, 71_000, 8)); // another key has its own
      harness.watermark(39_999);
      harness.process(TestStreams.record("a", 6, 72_000, 9)); // one has ended: it may open
      harness.watermark(79_999);

      assertThat(harness.summaries())
          .extracting(WindowSummary::key, WindowSummary::windowStart, WindowSummary::records)
          .containsExactlyInAnyOrder(
              tuple("a", 30_000L, 3L),
              tuple("a", 50_000L, 2L),
              tuple("a", 70_000L, 1L),
              tuple("b", 70_000L, 1L));
      assertThat(harness.scored()).hasSize(7).noneMatch(ScoredRecord::late);
    }
  }

  @Test
  void workIsCountedFromWhatTheLayersSaw() throws Exception {
    try (OperatorHarness harness = open(TestStreams.settings())) {
      harness.process(TestStreams.record("a", 0, 0, new int[39]));
      harness.watermark(Long.MAX_VALUE);

      // 39 tokens and BOS; keep 1, 0.75, 0.5, 0.25 of 40
      WorkCounts work = harness.sideOutput(SideOutputs.WORK).get(0);
      assertThat(work.tokens()).isEqualTo(40);
      assertThat(work.tokensByLayer()).containsExactly(40, 30, 20, 10);
      assertThat(harness.summaries().get(0).workRatio()).isEqualTo(100.0 / 160);
      assertThat(work.scoringRatio()).isBetween(0.0, 0.5).isNotZero();
    }
  }

  @Test
  void aKeyReadsTheSameAloneAndInABundleOfMany() throws Exception {
    List<TokenizedRecord> records = TestStreams.records(20, 300, 3);
    List<TokenizedRecord> ofOneKey = records.stream().filter(r -> r.key().equals("key-5")).toList();
    try (OperatorHarness many = open(TestStreams.settings());
        OperatorHarness alone = open(bundleAtOnce(Duration.ZERO))) {
      many.process(records);
      many.watermark(Long.MAX_VALUE);
      alone.process(ofOneKey);
      alone.watermark(Long.MAX_VALUE);

      assertThat(many.hiddenState("key-5", LAYERS))
          .hasSizeGreaterThan(0)
          .isEqualTo(alone.hiddenState("key-5", LAYERS));
      assertThat(many.scored().stream().filter(r -> r.key().equals("key-5")).toList())
          .isEqualTo(alone.scored());
      assertThat(many.summaries().stream().filter(s -> s.key().equals("key-5")).toList())
          .isEqualTo(alone.summaries());
    }
  }

  @Test
  void aSilentKeyIsForgottenWholeAndAHeardOneIsNot() throws Exception {
    OperatorSettings settings =
        TestStreams.settings(Duration.ZERO, Duration.ofSeconds(60), 100_000);
    try (OperatorHarness harness = open(settings)) {
      harness.process(TestStreams.record("silent", 0, 0, 1, 2));
      harness.process(TestStreams.record("heard", 1, 0, 1, 2));
      harness.watermark(10_000);
      harness.processingTime(50_000);
      harness.process(TestStreams.record("heard", 2, 50_000, 3, 4));
      harness.processingTime(70_000);
      harness.watermark(69_999);
      assertThat(harness.hiddenState("silent", LAYERS)).isNotEmpty();
      harness.watermark(70_000);

      assertThat(harness.hiddenState("silent", LAYERS)).isEmpty();
      assertThat(harness.hiddenState("heard", LAYERS)).isNotEmpty();
      harness.processingTime(140_000);
      harness.watermark(140_000);
      assertThat(harness.hiddenState("heard", LAYERS)).isEmpty();
    }
  }

  @Test
  void timersOfARestoredStateForgetNobodyWhenExpiryIsOffNow() throws Exception {
    OperatorSettings expiring =
        TestStreams.settings(Duration.ZERO, Duration.ofSeconds(60), 100_000);
    OperatorSubtaskState state;
    try (OperatorHarness harness = open(expiring)) {
      harness.process(TestStreams.record("silent", 0, 0, 1, 2));
      harness.watermark(10_000);
      state = harness.barrier();
    }
    try (OperatorHarness restored =
        new OperatorHarness(TestStreams.settings(), new HashMapStateBackend()).restore(state)) {
      restored.processingTime(1_000_000);
      restored.watermark(1_000_000);
      assertThat(restored.hiddenState("silent", LAYERS)).isNotEmpty();
    }
    try (OperatorHarness restored =
        new OperatorHarness(expiring, new HashMapStateBackend()).restore(state)) {
      restored.processingTime(1_000_000);
      restored.watermark(1_000_000);
      assertThat(restored.hiddenState("silent", LAYERS)).isEmpty();
    }
  }

  private static OperatorSettings bundleAtOnce(Duration maxWait) {
    return TestStreams.settings(maxWait, Duration.ZERO, 1);
  }

  private static OperatorHarness open(OperatorSettings settings) throws Exception {
    return new OperatorHarness(settings, new HashMapStateBackend()).open();
  }
}
