package org.simbastream.operators.keyed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.simbastream.operators.metric.MetricNames;
import org.simbastream.operators.settings.OperatorSettings;
import org.simbastream.records.ScoredRecord;
import org.simbastream.records.TokenizedRecord;
import org.simbastream.records.WindowSummary;
import org.simbastream.state.StateNames;

/** A window that was told about is not told about again, though watermarks are not state. */
class RestoredWindowsTest {

  private static final int KEYS = 6;

  static Stream<StateBackend> backends() {
    return Stream.of(new HashMapStateBackend(), new EmbeddedRocksDBStateBackend());
  }

  @ParameterizedTest
  @MethodSource("backends")
  void aRecordForAWindowThatWasToldAboutIsLateAfterARestore(StateBackend backend) throws Exception {
    List<WindowSummary> summaries = new ArrayList<>();
    OperatorSubtaskState state = stateAfterTheFirstWindow(backend, summaries);
    try (OperatorHarness harness =
        new OperatorHarness(TestStreams.settings(), backend).restore(state)) {
      harness.process(TestStreams.record("key-0", 10, 3_000, 5, 6)); // no watermark came yet
      harness.process(TestStreams.record("key-0", 11, 12_000, 7));
      harness.process(TestStreams.record("key-0", 12, 4_000, 8)); // into a chunk that is open
      harness.watermark(9_999); // that of the told window again
      harness.watermark(19_999);
      summaries.addAll(harness.summaries());

      assertThat(harness.scored())
          .extracting(ScoredRecord::late)
          .containsExactly(true, false, true);
      assertThat(harness.counter(MetricNames.NUM_RECORDS_LATE)).isEqualTo(2);
    }
    assertThat(summaries)
        .filteredOn(s -> s.key().equals("key-0"))
        .extracting(WindowSummary::windowStart, WindowSummary::records)
        .containsExactly(tuple(0L, 1L), tuple(10_000L, 3L));
  }

  @ParameterizedTest
  @MethodSource("backends")
  void rescaledItIsLateOnEachSubtask(StateBackend backend) throws Exception {
    List<WindowSummary> summaries = new ArrayList<>();
    OperatorSubtaskState whole = stateAfterTheFirstWindow(backend, summaries);
    List<OperatorSubtaskState> halves = new ArrayList<>();
    for (int subtask = 0; subtask < 2; subtask++) {
      try (OperatorHarness harness =
          new OperatorHarness(TestStreams.settings(), backend, 2, subtask)
              .restore(part(whole, 1, 2, subtask))) {
        harness.processOwn(lateForEachKey(20));
        halves.add(harness.barrier());
      }
    }
    OperatorSubtaskState together =
        AbstractStreamOperatorTestHarness.repackageState(
            halves.toArray(new OperatorSubtaskState[0]));
    try (OperatorHarness harness =
        new OperatorHarness(TestStreams.settings(), backend).restore(part(together, 2, 1, 0))) {
      harness.processOwn(lateForEachKey(40));
      harness.watermark(19_999);
      summaries.addAll(harness.summaries());
    }
    for (int key = 0; key < KEYS; key++) {
      String name = "key-" + key;
      assertThat(summaries)
          .filteredOn(s -> s.key().equals(name))
          .extracting(WindowSummary::windowStart, WindowSummary::records)
          .containsExactly(tuple(0L, 1L), tuple(10_000L, 2L));
    }
  }

  @Test
  void whatWasToldGoesWithItsKey() throws Exception {
    OperatorSettings expiring =
        TestStreams.settings(Duration.ZERO, Duration.ofSeconds(60), 100_000);
    try (OperatorHarness harness =
        new OperatorHarness(expiring, new HashMapStateBackend()).open()) {
      harness.process(TestStreams.record("a", 0, 1_000, 1, 2));
      harness.watermark(10_000);
      assertThat(told(harness, "a")).isEqualTo(10_000);
      harness.processingTime(60_000);
      harness.watermark(100_000);
      assertThat(told(harness, "a")).isNull();
      // The watermark passes a window's end and the expiry at once, the chunk read before.
      harness.process(TestStreams.record("b", 1, 101_000, new int[40]));
      harness.barrier();
      harness.processingTime(120_000);
      harness.watermark(1_000_000);
      assertThat(harness.summaries()).hasSize(2);
      assertThat(told(harness, "b")).isNull();
    }
  }

  private static Long told(OperatorHarness harness, String key) throws Exception {
    return harness.value(key, StateNames.TOLD, LongSerializer.INSTANCE);
  }

  private static OperatorSubtaskState stateAfterTheFirstWindow(
      StateBackend backend, List<WindowSummary> summaries) throws Exception {
    try (OperatorHarness harness = new OperatorHarness(TestStreams.settings(), backend).open()) {
      for (int key = 0; key < KEYS; key++) {
        harness.process(TestStreams.record("key-" + key, key, 1_000, 1, 2));
      }
      harness.watermark(9_999);
      summaries.addAll(harness.summaries());
      return harness.barrier();
    }
  }

  private static List<TokenizedRecord> lateForEachKey(int offset) {
    return Stream.iterate(0, key -> key + 1)
        .limit(KEYS)
        .map(key -> TestStreams.record("key-" + key, offset + key, 3_000, 5, 6))
        .toList();
  }

  private static OperatorSubtaskState part(
      OperatorSubtaskState state, int before, int now, int subtask) {
    return AbstractStreamOperatorTestHarness.repartitionOperatorState(
        state, OperatorHarness.KEY_GROUPS, before, now, subtask);
  }
}
