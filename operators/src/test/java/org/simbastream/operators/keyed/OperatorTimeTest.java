package org.simbastream.operators.keyed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.util.Arrays;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.junit.jupiter.api.Test;
import org.simbastream.operators.settings.OperatorSettings;
import org.simbastream.records.ScoredRecord;
import org.simbastream.records.WindowSummary;

/** Time that leaps, ends too early, or not at all. */
class OperatorTimeTest {

  private static final int LAYERS = 4;
  private static final long YEAR_57000 = 1_764_324_000_000_000L; // microseconds for milliseconds

  @Test
  void aWatermarkThatLeapsDeletesNoStreamThatTheClockHasJustHeard() throws Exception {
    try (OperatorHarness harness = open(expiring())) {
      harness.processingTime(5_000);
      harness.process(TestStreams.record("a", 0, 0, 1, 2));
      harness.watermark(10_000);
      int before = remembered(harness);
      harness.watermark(YEAR_57000);
      assertThat(remembered(harness)).isNotZero().isEqualTo(before);

      harness.processingTime(64_999);
      harness.watermark(YEAR_57000 + 60_000);
      assertThat(remembered(harness)).isNotZero();
      harness.processingTime(65_000);
      harness.watermark(YEAR_57000 + 60_001);
      assertThat(remembered(harness)).isZero();
    }
  }

  @Test
  void aJobThatStoodStillDeletesNoStreamBeforeItsRecordsHaveCome() throws Exception {
    OperatorSubtaskState state;
    try (OperatorHarness harness = open(expiring())) {
      harness.process(TestStreams.record("a", 0, 0, 1, 2));
      harness.watermark(10_000);
      state = harness.barrier();
    }
    try (OperatorHarness restored = closed(expiring()).restore(state)) {
      restored.processingTime(Duration.ofDays(9).toMillis());
      restored.watermark(69_999);
      assertThat(remembered(restored)).isNotZero();
      restored.watermark(70_000);
      assertThat(remembered(restored)).isZero();
    }
  }

  @Test
  void aStreamThatComesBackAfterItsExpiryBeginsAnewWhateverTheOthersDid() throws Exception {
    for (long pause : new long[] {59_999, 60_000}) {
      try (OperatorHarness harness = open(expiring());
          OperatorHarness fresh = open(expiring())) {
        harness.process(TestStreams.record("a", 0, 5_000, 1, 2));
        harness.process(TestStreams.record("a", 1, 5_000 + pause, 3, 4));
        harness.watermark(Long.MAX_VALUE);
        fresh.process(TestStreams.record("a", 1, 5_000 + pause, 3, 4));
        fresh.watermark(Long.MAX_VALUE);

        if (pause < 60_000) {
          assertThat(remembered(harness)).isNotEqualTo(remembered(fresh));
        } else {
          assertThat(remembered(harness)).isEqualTo(remembered(fresh));
          assertThat(harness.scored().get(1)).isEqualTo(fresh.scored().get(0));
        }
      }
    }
  }

  @Test
  void theEndClosesTheWindowsThatNoWatermarkHasEnded() throws Exception {
    try (OperatorHarness harness = open(TestStreams.settings())) {
      harness.process(TestStreams.record("a", 0, 1_000, 1, 2));
      harness.process(TestStreams.record("b", 1, 31_000, 3));
      harness.watermark(9_998);
      harness.finish(); // the last watermark was swallowed while the input was idle

      assertThat(harness.summaries())
          .extracting(WindowSummary::key, WindowSummary::windowStart, WindowSummary::records)
          .containsExactly(tuple("a", 0L, 1L), tuple("b", 30_000L, 1L));
      assertThat(harness.scored()).hasSize(2);
      assertThat(harness.outputInOrder()).last().isEqualTo(Watermark.MAX_WATERMARK);
    }
  }

  @Test
  void recordsAfterALastWatermarkThatCameTooEarlyCountInTheirOwnWindowsOnce() throws Exception {
    try (OperatorHarness harness = open(TestStreams.settings())) {
      harness.process(TestStreams.record("a", 0, 31_000, 1, 2));
      harness.watermark(20_000);
      harness.lastWatermark(); // of the inputs that have ended, while the others were idle
      harness.process(TestStreams.record("a", 1, 32_000, 3));
      harness.process(TestStreams.record("b", 2, 45_000, 4, 5));
      harness.process(TestStreams.record("b", 3, 1_000, 6)); // late by what time has shown
      harness.finish();

      assertThat(harness.summaries())
          .extracting(WindowSummary::key, WindowSummary::windowStart, WindowSummary::records)
          .containsExactly(tuple("a", 30_000L, 2L), tuple("b", 40_000L, 2L));
      assertThat(harness.scored())
          .extracting(ScoredRecord::late)
          .containsExactly(false, false, false, true);
    }
  }

  @Test
  void timesAtBothEndsOfAllTimeHaveWindows() throws Exception {
    try (OperatorHarness harness = open(expiring())) {
      harness.process(TestStreams.record("a", 0, Long.MIN_VALUE, 1, 2));
      harness.process(TestStreams.record("b", 1, Long.MAX_VALUE, 3));
      harness.finish();

      assertThat(harness.summaries())
          .allMatch(s -> s.windowStart() < s.windowEnd())
          .extracting(WindowSummary::key, WindowSummary::records)
          .containsExactly(tuple("a", 1L), tuple("b", 1L));
      assertThat(harness.scored()).noneMatch(ScoredRecord::late);
    }
  }

  /** What the stream's hidden state is, in short; 0 if it has none. */
  private static int remembered(OperatorHarness harness) throws Exception {
    float[] state = harness.hiddenState("a", LAYERS);
    return state.length == 0 ? 0 : Arrays.hashCode(state);
  }

  private static OperatorSettings expiring() {
    return TestStreams.settings(Duration.ZERO, Duration.ofSeconds(60), 100_000);
  }

  private static OperatorHarness open(OperatorSettings settings) throws Exception {
    return closed(settings).open();
  }

  private static OperatorHarness closed(OperatorSettings settings) throws Exception {
    return new OperatorHarness(settings, new HashMapStateBackend());
  }
}
