package org.simbastream.operators.keyed;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.LongSupplier;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.junit.jupiter.api.Test;
import org.simbastream.operators.metric.MetricNames;
import org.simbastream.operators.settings.AdaptiveKeep;
import org.simbastream.operators.settings.OperatorSettings;
import org.simbastream.records.ScoredRecord;
import org.simbastream.records.TokenizedRecord;
import org.simbastream.records.WindowSummary;

/** A burst costs quality instead of delay where that is wanted, and else nothing changes. */
class AdaptiveKeepTest {

  private static final int LAYERS = 4;
  private static final double CONFIGURED = 1;
  private static final double FLOOR = 0.05;
  private static final Duration INTERVAL = Duration.ofMillis(250);
  private static final AdaptiveKeep ADAPTIVE = new AdaptiveKeep(true, FLOOR, INTERVAL);

  // 10 tokens come every 7 ms in the burst and every 25 ms before and after it; dense, the model
  // reads one a millisecond.
  private static final long BURST_BEGINS = 20_000;
  private static final long BURST_ENDS = 40_000;
  private static final long END = 80_000;
  private static final int KEYS = 4;

  @Test
  void aBurstLowersTheShareToItsFloorFromWhereItReturnsAndTheSummariesSaySo() throws Exception {
    try (SimulatedTask task = burst(ADAPTIVE)) {
      assertThat(Collections.min(task.shares())).isEqualTo(FLOOR);
      assertThat(task.shares()).startsWith(CONFIGURED).endsWith(CONFIGURED);
      assertThat(task.summaries())
          .hasSize(KEYS * 8)
          .allSatisfy(
              summary -> {
                double share = summary.keepLast();
                switch ((int) summary.windowStart()) {
                  case 20_000, 40_000 -> assertThat(share).isStrictlyBetween(FLOOR, CONFIGURED);
                  case 30_000 -> assertThat(share).isEqualTo(FLOOR);
                  default -> assertThat(share).isEqualTo(CONFIGURED);
                }
                // At the floor the layers are given 40, 28, 15 and 2 tokens of 40.
                assertThat(summary.workRatio() < 0.54).isEqualTo(share == FLOOR);
                assertThat(summary.workRatio() == 1).isEqualTo(share == CONFIGURED);
              });
    }
  }

  @Test
  void theDelayOfABurstStaysFarBelowThatOfAFixedShare() throws Exception {
    try (SimulatedTask adaptive = burst(ADAPTIVE);
        SimulatedTask fixed = burst(AdaptiveKeep.OFF)) {
      assertThat(fixed.shares()).containsOnly(CONFIGURED);
      assertThat(adaptive.delays()).hasSameSizeAs(fixed.delays());
      // 3 tokens too many every 7 ms, for 20 s: a backlog of 8.6 s.
      assertThat(Collections.max(fixed.delays())).isGreaterThan(8_000);
      assertThat(Collections.max(adaptive.delays())).isLessThan(1_000);
    }
  }

  @Test
  void withItOffOrWithoutLoadNothingChangesToTheLastBit() throws Exception {
    Reading plain = read(AdaptiveKeep.OFF, true);
    assertThat(read(AdaptiveKeep.OFF, false)).isEqualTo(plain);
    assertThat(read(ADAPTIVE, true)).isEqualTo(plain);
    Reading underLoad = read(ADAPTIVE, false);
    assertThat(underLoad.hiddenState()).isNotEqualTo(plain.hiddenState());
    assertThat(underLoad.summaries()).isNotEqualTo(plain.summaries());
  }

  @Test
  void afterARestoreTheShareIsAsConfigured() throws Exception {
    OperatorSubtaskState snapshot;
    try (OperatorHarness harness = harness(ADAPTIVE, false).open()) {
      for (int interval = 1; interval <= 8; interval++) {
        harness.processingTime(interval * INTERVAL.toMillis());
      }
      assertThat(harness.gauge(MetricNames.LAST_IN_FORCE)).isEqualTo(FLOOR);
      snapshot = harness.barrier();
    }
    try (OperatorHarness harness = harness(ADAPTIVE, false).restore(snapshot)) {
      assertThat(harness.gauge(MetricNames.LAST_IN_FORCE)).isEqualTo(CONFIGURED);
    }
  }

  private static SimulatedTask burst(AdaptiveKeep keep) throws Exception {
    SimulatedTask task = new SimulatedTask(settings(keep));
    SplittableRandom random = new SplittableRandom(5);
    long time = 0;
    for (int i = 0; time < END; i++) {
      int[] tokens = random.ints(10, 1, 97).toArray();
      task.arrive(TestStreams.record("key-" + i % KEYS, i, time, tokens));
      time += time >= BURST_BEGINS && time < BURST_ENDS ? 7 : 25;
    }
    task.end();
    return task;
  }

  /** What comes of a task that always waits for its next record, or never. */
  private static Reading read(AdaptiveKeep keep, boolean idle) throws Exception {
    List<TokenizedRecord> records = TestStreams.records(KEYS, 200, 11);
    try (OperatorHarness harness = harness(keep, idle).open()) {
      for (int i = 0; i < records.size(); i++) {
        harness.processingTime(100L * i);
        harness.process(records.get(i));
      }
      harness.watermark(Long.MAX_VALUE);
      return new Reading(
          harness.scored(), harness.summaries(), boxed(harness.hiddenState("key-0", LAYERS)));
    }
  }

  private record Reading(
      List<ScoredRecord> scored, List<WindowSummary> summaries, List<Float> hiddenState) {}

  private static List<Float> boxed(float[] values) {
    List<Float> boxed = new ArrayList<>();
    for (float value : values) {
      boxed.add(value);
    }
    return boxed;
  }

  /** On a harness the task is never idle by itself. */
  private static OperatorHarness harness(AdaptiveKeep keep, boolean idle) throws Exception {
    SimbaOperator operator =
        new SimbaOperator(settings(keep)) {
          @Override
          LongSupplier pauses() {
            return idle
                ? () -> getProcessingTimeService().getCurrentProcessingTime()
                : super.pauses();
          }
        };
    OperatorHarness harness = new OperatorHarness(operator, new HashMapStateBackend());
    harness.processingTime(0);
    return harness;
  }

  private static OperatorSettings settings(AdaptiveKeep keep) {
    return TestStreams.adaptive(CONFIGURED, keep);
  }
}
