package org.simbastream.operators.keyed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
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
import org.junit.jupiter.params.provider.ValueSource;
import org.simbastream.model.mamba.OpCounts;
import org.simbastream.operators.output.SideOutputs;
import org.simbastream.records.ScoredRecord;
import org.simbastream.records.TokenizedRecord;
import org.simbastream.records.WindowSummary;
import org.simbastream.records.WorkCounts;

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

      // 8 records make 40 tokens; one chunk closes before the first record of the later window, the
      // last three records in two pieces, at the end of each of their windows
      assertThat(operator.chunks).isEqualTo(1 + 12 + 2);
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
  void whereAWindowEndsAllUpToItsLastRecordIsRead() throws Exception {
    try (OperatorHarness harness =
        new OperatorHarness(TestStreams.settings(), new HashMapStateBackend()).open()) {
      harness.process(RECORDS.subList(0, 4));
      harness.watermark(9_999);
      assertThat(harness.scored()).hasSize(3);
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

  /**
   * A source says at which time it is now and then, by the clock: what it is said between must not
   * show in what its key gets.
   */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void whenTheWatermarkShowsAnEndChangesNothing(long seed) throws Exception {
    List<TokenizedRecord> records = outOfOrder(seed);
    Outcome never = runWithWatermarks(records, new SplittableRandom(seed), 0);
    for (double share : new double[] {0.1, 0.5, 1}) {
      Outcome often = runWithWatermarks(records, new SplittableRandom(seed), share);
      assertThat(often.scored()).isEqualTo(never.scored());
      assertThat(often.summaries()).isEqualTo(never.summaries());
      assertThat(often.work()).usingRecursiveComparison().isEqualTo(never.work());
      assertThat(often.state()).isNotEmpty().isEqualTo(never.state());
    }
    assertThat(never.scored()).hasSize(records.size()).noneMatch(ScoredRecord::late);
    assertThat(never.summaries()).hasSizeGreaterThan(4);
  }

  /** After this share of the records comes the greatest watermark that makes none late. */
  private static Outcome runWithWatermarks(
      List<TokenizedRecord> records, SplittableRandom random, double share) throws Exception {
    try (OperatorHarness harness =
        new OperatorHarness(TestStreams.settings(), new HashMapStateBackend()).open()) {
      for (int i = 0; i < records.size(); i++) {
        harness.process(records.subList(i, i + 1));
        if (random.nextDouble() < share) {
          long next =
              records.subList(i + 1, records.size()).stream()
                  .mapToLong(TokenizedRecord::time)
                  .min()
                  .orElse(Long.MAX_VALUE);
          harness.watermark(next - 1);
        }
      }
      harness.watermark(Long.MAX_VALUE);
      return outcome(harness, new ArrayList<>(harness.scored()));
    }
  }

  /** Records of one key, some of many tokens, up to a window and a half behind those before. */
  private static List<TokenizedRecord> outOfOrder(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    return IntStream.range(0, 120)
        .mapToObj(
            i -> {
              int count = random.nextInt(20) == 0 ? 50 : 1 + random.nextInt(8);
              int[] tokens = random.ints(count, 1, 97).toArray();
              return TestStreams.record("a", i, 20_000 + i * 400L - random.nextInt(15_000), tokens);
            })
        .toList();
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
      return outcome(harness, scored);
    }
  }

  private static Outcome outcome(OperatorHarness harness, List<ScoredRecord> scored)
      throws Exception {
    scored.sort(Comparator.comparingLong(r -> r.position().offset()));
    List<Float> floats = new ArrayList<>();
    for (float value : harness.hiddenState("a", LAYERS)) {
      floats.add(value);
    }
    return new Outcome(
        scored, harness.summaries(), List.copyOf(harness.sideOutput(SideOutputs.WORK)), floats);
  }

  private static TokenizedRecord alternating(int i) {
    int[] tokens = IntStream.range(0, TOKENS).map(t -> 1 + (i * 7 + t * 13) % 96).toArray();
    return TestStreams.record("a", i, 1_000 + i * 10L + (i % 2) * 10_000L, tokens);
  }

  private static final class ChunkCounter extends SimbaOperator {

    private static final long serialVersionUID = 1L;

    private transient int chunks;
    private transient OpCounts work = OpCounts.none(LAYERS);

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
