package org.simbastream.operators.keyed;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.simbastream.records.ScoredRecord;
import org.simbastream.records.TokenizedRecord;
import org.simbastream.records.WindowSummary;

/** While windows of many keys end, barriers, records and changes of status are taken. */
class WatermarkStepsTest {

  private static final int KEYS = 300;
  private static final Watermark END = new Watermark(9_999);

  /** What a run told. */
  private record Told(List<WindowSummary> summaries, List<ScoredRecord> scored) {}

  static Stream<StateBackend> backends() {
    return Stream.of(new HashMapStateBackend(), new EmbeddedRocksDBStateBackend());
  }

  @ParameterizedTest
  @MethodSource("backends")
  void aBarrierPassesWhileWindowsEndAndTheSnapshotHasThoseThatHaveNot(StateBackend backend)
      throws Exception {
    List<WindowSummary> all = new ArrayList<>();
    OperatorSubtaskState state;
    try (OperatorHarness harness = withOpenWindows(backend)) {
      harness.takeWatermark(END.getTimestamp());
      all.addAll(harness.summaries());
      assertThat(all.size()).isBetween(1, KEYS - 1);
      assertThat(harness.outputInOrder()).doesNotContain(END);
      state = harness.barrier();

      while (harness.step()) {}
      assertThat(harness.summaries()).hasSize(KEYS);
      assertThat(harness.outputInOrder()).hasSize(KEYS + 1).last().isEqualTo(END);
    }
    try (OperatorHarness harness = new OperatorHarness(operator(), backend).restore(state)) {
      harness.watermark(END.getTimestamp());
      all.addAll(harness.summaries());
    }
    assertThat(sorted(all)).isEqualTo(inOneGo(List.of()).summaries());
  }

  @Test
  void recordsBetweenTheStepsCountAsTheyWouldBehindTheWatermark() throws Exception {
    List<TokenizedRecord> behind = new ArrayList<>(records(KEYS, 5_000)); // late
    behind.addAll(records(2 * KEYS, 12_000));
    Collections.reverse(behind); // also keys whose windows have their turn last
    try (OperatorHarness harness = withOpenWindows(new HashMapStateBackend())) {
      harness.takeWatermark(END.getTimestamp());
      int between = 0;
      for (TokenizedRecord record : behind) {
        harness.process(record);
        between += harness.step() ? 1 : 0;
      }
      assertThat(between).isGreaterThan(2);
      harness.watermark(19_999);
      assertThat(new Told(harness.summaries(), harness.scored())).isEqualTo(inOneGo(behind));
    }
  }

  @Test
  void whatCameBehindAWatermarkFollowsIt() throws Exception {
    try (OperatorHarness harness = withOpenWindows(new HashMapStateBackend())) {
      harness.takeWatermark(END.getTimestamp());
      harness.takeWatermark(10_500);
      harness.takeWatermark(11_000);
      harness.status(WatermarkStatus.IDLE);
      while (harness.step()) {}

      List<Object> output = harness.outputInOrder();
      assertThat(output).hasSize(KEYS + 3);
      assertThat(output.subList(KEYS, KEYS + 3))
          .containsExactly(END, new Watermark(11_000), WatermarkStatus.IDLE);
    }
  }

  @Test
  void theEndOfInputWaitsForNoFurtherStep() throws Exception {
    try (OperatorHarness harness = withOpenWindows(new HashMapStateBackend())) {
      harness.takeWatermark(END.getTimestamp());
      assertThat(harness.summaries().size()).isLessThan(KEYS);
      harness.finish();
      List<Object> output = harness.outputInOrder();
      assertThat(output).hasSize(KEYS + 2);
      assertThat(output.subList(KEYS, KEYS + 2)).containsExactly(END, Watermark.MAX_WATERMARK);
    }
  }

  /** The same without a pause. */
  private static Told inOneGo(List<TokenizedRecord> behind) throws Exception {
    try (OperatorHarness harness = withOpenWindows(new HashMapStateBackend())) {
      harness.watermark(END.getTimestamp());
      if (!behind.isEmpty()) {
        harness.process(behind);
        harness.watermark(19_999);
      }
      return new Told(harness.summaries(), harness.scored());
    }
  }

  private static OperatorHarness withOpenWindows(StateBackend backend) throws Exception {
    OperatorHarness harness = new OperatorHarness(operator(), backend).open();
    harness.process(records(0, 1_000));
    return harness;
  }

  private static SimbaOperator operator() {
    return new SimbaOperator(TestStreams.settings(Duration.ZERO, Duration.ZERO, 80));
  }

  private static List<TokenizedRecord> records(int firstOffset, long time) {
    List<TokenizedRecord> records = new ArrayList<>();
    for (int key = 0; key < KEYS; key++) {
      records.add(
          TestStreams.record("key-" + key, firstOffset + key, time + key, 1, 2, 3 + key % 90));
    }
    return records;
  }

  private static List<WindowSummary> sorted(List<WindowSummary> summaries) {
    return summaries.stream()
        .sorted(Comparator.comparing(WindowSummary::key).thenComparing(WindowSummary::windowStart))
        .toList();
  }
}
