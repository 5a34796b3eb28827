package org.simbastream.operators.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.simbastream.operators.alerts.Signals.BEGIN;
import static org.simbastream.operators.alerts.Signals.HOUR;
import static org.simbastream.operators.alerts.Signals.MINUTE;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.simbastream.operators.settings.OperatorSettings;
import org.simbastream.records.Alert;
import org.simbastream.records.AlertKind;
import org.simbastream.records.AlertSignal;

/** Alerts follow from the signals of a stream, not from watermarks, restarts or parallelism. */
class AlertOperatorTest {

  private static final int KEY_GROUPS = 8;
  private static final int KEYS = 3;
  private static final int COUNT = 400;
  private static final OperatorSettings SETTINGS = Signals.settings();

  static Stream<StateBackend> backends() {
    return Stream.of(new HashMapStateBackend(), new EmbeddedRocksDBStateBackend());
  }

  @ParameterizedTest
  @MethodSource("backends")
  void anyWatermarksTellTheSame(StateBackend backend) throws Exception {
    for (long seed = 0; seed < 10; seed++) {
      List<AlertSignal> signals = Signals.random(KEYS, COUNT, seed);
      Map<String, List<Alert>> expected = run(new HashMapStateBackend(), signals, i -> true, -1);
      assertThat(expected.values().stream().mapToInt(List::size).sum()).isGreaterThan(80);
      SplittableRandom random = new SplittableRandom(seed);
      assertThat(run(backend, signals, i -> random.nextInt(20) == 0, -1)).isEqualTo(expected);
      assertThat(run(backend, signals, i -> false, -1)).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @MethodSource("backends")
  void aRestartAnywhereAtAnotherParallelismTellsTheSameOnce(StateBackend backend) throws Exception {
    for (long seed = 0; seed < 10; seed++) {
      List<AlertSignal> signals = Signals.random(KEYS, COUNT, seed);
      Map<String, List<Alert>> expected = run(new HashMapStateBackend(), signals, i -> true, -1);
      SplittableRandom random = new SplittableRandom(seed + 1);
      int restart = random.nextInt(COUNT);
      assertThat(run(backend, signals, i -> random.nextInt(4) == 0, restart)).isEqualTo(expected);
    }
  }

  @Test
  void theRandomSignalsShowWhatAlertsDo() throws Exception {
    List<Alert> all =
        run(new HashMapStateBackend(), Signals.random(KEYS, COUNT, 1), i -> true, -1)
            .values()
            .stream()
            .flatMap(List::stream)
            .toList();
    assertThat(all).extracting(Alert::state).contains(Alert.State.values());
    assertThat(all).extracting(Alert::kind).contains(AlertKind.SILENCE, AlertKind.RATE);
    assertThat(all).anyMatch(alert -> alert.suppressed() > 0);
  }

  @Test
  void theLastWatermarkClosesNothingAndTheEndTellsWhatIsUntold() throws Exception {
    try (var harness = open(new HashMapStateBackend(), 1, 0, null)) {
      process(harness, Signals.record("a", AlertKind.VALUE, BEGIN, 5));
      process(harness, Signals.record("a", AlertKind.VALUE, BEGIN + 1, 5));
      process(harness, Signals.record("b", AlertKind.VALUE, BEGIN, 5));
      harness.processWatermark(Long.MAX_VALUE);
      assertThat(harness.extractOutputValues()).hasSize(2);
      harness.getOneInputOperator().finish();
      assertThat(harness.extractOutputValues())
          .extracting(alert -> alert.key() + " " + alert.state().word() + " " + alert.count())
          .containsExactly("a opened 1", "b opened 1", "a updated 2");
      OperatorSubtaskState drained = harness.snapshot(1, 1);
      try (var next = open(new HashMapStateBackend(), 1, 0, drained)) {
        next.processWatermark(BEGIN + HOUR);
        assertThat(next.extractOutputValues()).as("closed after a drain too").hasSize(2);
      }
    }
  }

  @Test
  void nothingIsLeftOfAStreamThatRecovered() throws Exception {
    try (var harness = open(new HashMapStateBackend(), 1, 0, null)) {
      process(harness, Signals.record("a", AlertKind.VALUE, BEGIN, 5));
      assertThat(harness.numKeyedStateEntries()).isEqualTo(1);
      harness.processWatermark(BEGIN + HOUR + MINUTE);
      assertThat(harness.numKeyedStateEntries()).isZero();
      assertThat(harness.numEventTimeTimers()).isZero();
      process(harness, Signals.heard("a", BEGIN + 3 * HOUR));
      assertThat(harness.numKeyedStateEntries()).isZero();
    }
  }

  /** Whether a watermark comes after a signal. */
  private interface Watermarks {
    boolean follows(int signal);
  }

  /**
   * Runs signals with watermarks as late as the Simba operator allows them at the earliest.
   *
   * @param restart the signal before which the job is restored with two subtasks; -1: never
   * @return what was told, by stream and kind
   */
  private static Map<String, List<Alert>> run(
      StateBackend backend, List<AlertSignal> signals, Watermarks watermarks, int restart)
      throws Exception {
    long[] latest = latestWatermarks(signals);
    List<Alert> told = new ArrayList<>();
    var harnesses = new ArrayList<>(List.of(open(backend, 1, 0, null)));
    for (int i = 0; i < signals.size(); i++) {
      if (i == restart) {
        var before = harnesses.remove(0);
        OperatorSubtaskState state = before.snapshot(1, 1);
        told.addAll(before.extractOutputValues());
        before.close();
        harnesses.add(open(backend, 2, 0, state));
        harnesses.add(open(backend, 2, 1, state));
      }
      AlertSignal signal = signals.get(i);
      int owner =
          KeyGroupRangeAssignment.assignKeyToParallelOperator(
              signal.key(), KEY_GROUPS, harnesses.size());
      process(harnesses.get(owner), signal);
      if (watermarks.follows(i)) {
        for (var harness : harnesses) {
          harness.processWatermark(latest[i]);
        }
      }
    }
    for (var harness : harnesses) {
      harness.processWatermark(latest[signals.size() - 1]);
      told.addAll(harness.extractOutputValues());
      harness.close();
    }
    Map<String, List<Alert>> byStreamAndKind = new TreeMap<>();
    for (Alert alert : told) {
      byStreamAndKind
          .computeIfAbsent(alert.key() + " " + alert.kind(), any -> new ArrayList<>())
          .add(alert);
    }
    return byStreamAndKind;
  }

  /** After each signal, the latest watermark that ends no window of a later one. */
  private static long[] latestWatermarks(List<AlertSignal> signals) {
    long[] latest = new long[signals.size()];
    long time = BEGIN + 100 * 24 * HOUR;
    for (int i = signals.size() - 1; i >= 0; i--) {
      latest[i] = time;
      OperatorSettings.Window window = SETTINGS.window();
      time = Math.min(time, window.end(window.start(signals.get(i).time())) - 2);
    }
    return latest;
  }

  private static void process(
      KeyedOneInputStreamOperatorTestHarness<String, AlertSignal, Alert> harness,
      AlertSignal signal)
      throws Exception {
    harness.processElement(signal, signal.time());
  }

  private static KeyedOneInputStreamOperatorTestHarness<String, AlertSignal, Alert> open(
      StateBackend backend, int subtasks, int subtask, OperatorSubtaskState from) throws Exception {
    var harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new AlertOperator(SETTINGS),
            AlertSignal::key,
            Types.STRING,
            KEY_GROUPS,
            subtasks,
            subtask);
    harness.setStateBackend(backend);
    if (from != null) {
      harness.initializeState(
          AbstractStreamOperatorTestHarness.repartitionOperatorState(
              from, KEY_GROUPS, 1, subtasks, subtask));
    }
    harness.open();
    return harness;
  }
}
