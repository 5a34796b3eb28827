package org.simbastream.operators.keyed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.simbastream.model.mamba.Work;
import org.simbastream.operators.SideOutputs;
import org.simbastream.operators.record.ScoredRecord;
import org.simbastream.operators.record.TokenizedRecord;
import org.simbastream.operators.record.WindowSummary;
import org.simbastream.operators.record.WorkCounts;

/** A key whose records come from two partitions, a window apart. */
class AlternatingWindowsTest {

  private static final int LAYERS = 4;
  private static final int TOKENS = 5;
  private static final List<TokenizedRecord> RECORDS =
      IntStream.range(0, 100).mapToObj(AlternatingWindowsTest::alternating).toList();

  /** All that came out of a run. */
  private record Outcome(
      List<ScoredRecord> scored,
      List<WindowSummary> summaries,
      List<Object> work,
      List<Float> state) {}

  static Stream<Arguments> backendsAndCuts() {
    return IntStream.of(1, 2, 37, 64)
        .boxed()
        .flatMap(
            cut ->
                Stream.of(
                    Arguments.of(new HashMapStateBackend(), cut),
                    Arguments.of(new EmbeddedRocksDBStateBackend(), cut)));
  }

  @Test
  void itsChunksAreAsLongAsAnyAndEachRecordCountsInItsOwnWindow() throws Exception {
    ChunkCounter operator = new ChunkCounter();
    try (OperatorHarness harness = new OperatorHarness(operator, new HashMapStateBackend())) {
      harness.open().process(RECORDS);
      harness.watermark(Long.MAX_VALUE);

      // 8 records make 40 tokens; one chunk closes before the first record of the later window
      assertThat(operator.chunks).isEqualTo(1 + 13);
      assertThat(harness.scored()).hasSize(100).noneMatch(ScoredRecord::late);
      assertThat(harness.summaries())
          .extracting(WindowSummary::windowStart, WindowSummary::records, WindowSummary::tokens)
          .containsExactly(tuple(0L, 50L, 50L * TOKENS), tuple(10_000L, 50L, 50L * TOKENS));
      List<WorkCounts> work = harness.sideOutput(SideOutputs.WORK);
      assertThat(work.stream().mapToLong(WorkCounts::tokens).sum())
          .isEqualTo(operator.work.tokens())
          .isEqualTo(100 * TOKENS + 1);
      for (int i = 0; i < LAYERS; i++) {
        int layer = i;
        assertThat(work.stream().mapToLong(w -> w.tokensByLayer()[layer]).sum())
            .isEqualTo(operator.work.tokensByLayer()[layer]);
      }
      assertThat(work).allMatch(w -> w.tokensByLayer()[LAYERS - 1] > 0);
    }
  }

  @Test
  void aChunkClosesWhenAnyOfItsWindowsEnds() throws Exception {
    try (OperatorHarness harness =
        new OperatorHarness(TestStreams.settings(), new HashMapStateBackend()).open()) {
      harness.process(RECORDS.subList(0, 4));
      harness.watermark(9_999);
      assertThat(harness.scored()).hasSize(4);
      assertThat(harness.summaries()).extracting(WindowSummary::records).containsExactly(2L);
      harness.watermark(19_999);
      assertThat(harness.summaries()).extracting(WindowSummary::records).containsExactly(2L, 2L);
    }
  }

  @ParameterizedTest
  @MethodSource("backendsAndCuts")
  void restoredAtAnyPointItContinuesIdentically(StateBackend backend, int cut) throws Exception {
    Outcome restored = run(backend, cut);
    Outcome whole = run(backend, RECORDS.size());
    assertThat(restored.scored()).hasSize(RECORDS.size()).isEqualTo(whole.scored());
    assertThat(restored.summaries()).hasSize(2).isEqualTo(whole.summaries());
    assertThat(restored.work()).usingRecursiveComparison().isEqualTo(whole.work());
    assertThat(restored.state()).isNotEmpty().isEqualTo(whole.state());
  }

  private static Outcome run(StateBackend backend, int cut) throws Exception {
    List<ScoredRecord> scored = new ArrayList<>();
    OperatorSubtaskState state;
    try (OperatorHarness harness = new OperatorHarness(TestStreams.settings(), backend).open()) {
      harness.process(RECORDS.subList(0, cut));
      state = harness.barrier();
      scored.addAll(harness.scored());
    }
    try (OperatorHarness harness =
        new OperatorHarness(TestStreams.settings(), backend).restore(state)) {
      harness.process(RECORDS.subList(cut, RECORDS.size()));
      harness.watermark(Long.MAX_VALUE);
      scored.addAll(harness.scored());
      scored.sort(Comparator.comparingLong(r -> r.position().offset()));
      List<Float> floats = new ArrayList<>();
      for (float value : harness.hiddenState("a", LAYERS)) {
        floats.add(value);
      }
      return new Outcome(
          scored, harness.summaries(), List.copyOf(harness.sideOutput(SideOutputs.WORK)), floats);
    }
  }

  private static TokenizedRecord alternating(int i) {
    int[] tokens = IntStream.range(0, TOKENS).map(t -> 1 + (i * 7 + t * 13) % 96).toArray();
    return TestStreams.record("a", i, 1_000 + i * 10L + (i % 2) * 10_000L, tokens);
  }

  private static final class ChunkCounter extends SimbaOperator {

    private static final long serialVersionUID = 1L;

    private transient int chunks;
    private transient Work work = Work.none(LAYERS);

    ChunkCounter() {
      super(TestStreams.settings());
    }

    @Override
    List<BundleRunner.Finished> read(List<ClosedChunk> bundle) throws Exception {
      List<BundleRunner.Finished> finished = super.read(bundle);
      for (BundleRunner.Finished chunk : finished) {
        chunks++;
        work = work.plus(chunk.result().work());
      }
      return finished;
    }
  }
}
