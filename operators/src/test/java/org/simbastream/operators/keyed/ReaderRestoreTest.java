package org.simbastream.operators.keyed;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
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
import org.simbastream.model.Fixture;
import org.simbastream.operators.settings.OperatorSettings;
import org.simbastream.records.ScoredRecord;
import org.simbastream.records.TokenizedRecord;
import org.simbastream.records.WindowSummary;

/**
 * A model that reads only what its stream did not expect gives the same, wherever it is restored
 * and whatever else is in its bundles.
 */
class ReaderRestoreTest {

  private static final String READER = Fixture.named("own-reader").directory().toString();
  private static final int KEYS = 3;
  private static final List<TokenizedRecord> RECORDS = repeating(150);

  private record Outcome(List<ScoredRecord> scored, List<WindowSummary> summaries) {}

  static Stream<Arguments> backendsAndCuts() {
    return IntStream.of(1, 16, 77, 78, 140)
        .boxed()
        .flatMap(
            cut ->
                Stream.of(
                    Arguments.of(new HashMapStateBackend(), cut),
                    Arguments.of(new EmbeddedRocksDBStateBackend(), cut)));
  }

  @ParameterizedTest
  @MethodSource("backendsAndCuts")
  void restoredAtAnyPointItContinuesIdentically(StateBackend backend, int cut) throws Exception {
    List<ScoredRecord> scored = new ArrayList<>();
    List<WindowSummary> summaries = new ArrayList<>();
    OperatorSubtaskState state;
    try (OperatorHarness harness = new OperatorHarness(settings(100_000), backend).open()) {
      harness.process(RECORDS.subList(0, cut));
      state = harness.barrier();
      scored.addAll(harness.scored());
      summaries.addAll(harness.summaries());
    }
    try (OperatorHarness harness = new OperatorHarness(settings(100_000), backend).restore(state)) {
      harness.process(RECORDS.subList(cut, RECORDS.size()));
      harness.finish();
      scored.addAll(harness.scored());
      summaries.addAll(harness.summaries());
    }
    assertThat(new Outcome(sorted(scored), summaries)).isEqualTo(uninterrupted(100_000));
  }

  @Test
  void itSkipsMostOfARepeatingStreamAndBundlesDoNotMatter() throws Exception {
    Outcome whole = uninterrupted(100_000);
    assertThat(whole.scored()).hasSameSizeAs(RECORDS);
    assertThat(whole.summaries()).allMatch(s -> s.workRatio() < 0.5);
    assertThat(uninterrupted(30)).isEqualTo(whole);
  }

  private static Outcome uninterrupted(int bundleTokens) throws Exception {
    try (OperatorHarness harness =
        new OperatorHarness(settings(bundleTokens), new HashMapStateBackend()).open()) {
      harness.process(RECORDS);
      harness.finish();
      return new Outcome(sorted(harness.scored()), harness.summaries());
    }
  }

  private static List<ScoredRecord> sorted(List<ScoredRecord> scored) {
    return scored.stream()
        .sorted((a, b) -> Long.compare(a.position().offset(), b.position().offset()))
        .toList();
  }

  private static OperatorSettings settings(int bundleTokens) {
    return TestStreams.settings(Duration.ZERO, Duration.ZERO, bundleTokens).toBuilder()
        .model(READER)
        .build();
  }

  /** Lines of one kind with a value that varies, as the keys take turns. */
  private static List<TokenizedRecord> repeating(int count) {
    SplittableRandom random = new SplittableRandom(3);
    List<TokenizedRecord> records = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int[] tokens = {5, 6, 7, 8, 9, 10, 20 + random.nextInt(30), 11, 12, 13, 14};
      records.add(TestStreams.record("key-" + i % KEYS, i, 1_000_000 + i * 333L, tokens));
    }
    return records;
  }
}
