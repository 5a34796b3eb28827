package org.simbastream.operators.keyed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.simbastream.operators.settings.OperatorSettings;
import org.simbastream.records.ScoredRecord;
import org.simbastream.records.Silence;
import org.simbastream.records.TokenizedRecord;
import org.simbastream.records.WindowSummary;
import org.simbastream.records.WorkCounts;

/** A stream that stops is told when a window ends, also if the window has no records. */
class SilenceTest {

  private static final String KEY = "heartbeat";
  private static final String OTHER = "other";
  private static final long WINDOW = TestStreams.WINDOW.toMillis();
  private static final List<Long> TWELVE_THEN_FROM_40 =
      LongStream.concat(LongStream.range(0, 12), LongStream.range(40, 52)).boxed().toList();

  static Stream<StateBackend> backends() {
    return Stream.of(new HashMapStateBackend(), new EmbeddedRocksDBStateBackend());
  }

  @ParameterizedTest
  @MethodSource("backends")
  void aStreamThatStopsIsToldOnceWhileOthersGoOn(StateBackend backend) throws Exception {
    try (OperatorHarness harness = harness(backend)) {
      for (long window = 0; window < 40; window++) {
        if (window < 12) {
          harness.process(record(KEY, window));
        }
        harness.process(record(OTHER, window));
        harness.watermark(window * WINDOW + WINDOW - 1);
      }
      List<WindowSummary> silent = silences(harness.summaries());
      assertThat(silent)
          .extracting(WindowSummary::key, WindowSummary::windowStart, WindowSummary::records)
          .containsExactly(tuple(KEY, 15 * WINDOW, 0L));
      Silence silence = silent.get(0).silence();
      assertThat(silence.since()).isEqualTo(12 * WINDOW);
      assertThat(silence.windows()).isEqualTo(4);
      assertThat(silence.score()).isBetween(4.0, 6.0);
      assertThat(silent.get(0).highlights()).isEmpty();
    }
  }

  /** What is told depends on the key's windows, not on the moments at which watermarks come. */
  @ParameterizedTest
  @MethodSource("backends")
  void anyWatermarksAndAnyRestartTellTheSame(StateBackend backend) throws Exception {
    List<WindowSummary> expected =
        run(backend, TWELVE_THEN_FROM_40, window -> true, Long.MAX_VALUE);
    assertThat(silences(expected)).hasSize(1);
    assertThat(expected).hasSize(25);
    for (long seed = 0; seed < 8; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      long restart = random.nextLong(52);
      assertThat(run(backend, TWELVE_THEN_FROM_40, window -> random.nextInt(6) == 0, restart))
          .usingRecursiveComparison()
          .isEqualTo(expected);
    }
    assertThat(run(backend, TWELVE_THEN_FROM_40, window -> false, Long.MAX_VALUE))
        .usingRecursiveComparison()
        .isEqualTo(expected);
  }

  @Test
  void aStreamThatWasOftenSilentAndOneThatIsNewAreNotTold() throws Exception {
    try (OperatorHarness harness = harness(new HashMapStateBackend())) {
      for (long window = 0; window < 330; window++) {
        if (window % 10 == 0 && window < 300) {
          harness.process(record("scheduled", window));
        }
        if (window < 9) {
          harness.process(record("new", window));
        }
        harness.watermark(window * WINDOW + WINDOW - 1);
      }
      assertThat(silences(harness.summaries())).isEmpty();
    }
  }

  /** One watermark passes the ends of the last window and of the silence, of few keys or many. */
  @ParameterizedTest
  @ValueSource(ints = {1, 10, 70})
  void aSilenceIsToldByTheWatermarkThatPassesItsEndHoweverManyKeys(int keys) throws Exception {
    try (OperatorHarness harness = harness(new HashMapStateBackend())) {
      for (long window = 0; window < 12; window++) {
        for (int key = 0; key < keys; key++) {
          harness.process(record("key-" + key, window));
        }
        if (window < 11) {
          harness.watermark(window * WINDOW + WINDOW - 1);
        }
      }
      harness.watermark(30 * WINDOW - 1);
      assertThat(silences(harness.summaries()))
          .hasSize(keys)
          .allMatch(s -> s.windowStart() == 15 * WINDOW);
      List<Object> output = harness.outputInOrder();
      assertThat(output.get(output.size() - 1)).isInstanceOf(Watermark.class);
    }
  }

  @Test
  void inMemoryTheSameIsTold() throws Exception {
    List<WindowSummary> summaries = new ArrayList<>();
    ReadResults results =
        new ReadResults() {
          @Override
          public void scored(ScoredRecord record) {}

          @Override
          public void summary(WindowSummary summary) {
            summaries.add(summary);
          }

          @Override
          public void work(WorkCounts work) {}
        };
    try (MemoryReader reader = MemoryReader.open(TestStreams.settings(), results)) {
      for (long window = 0; window < 40; window++) {
        if (window < 12) {
          reader.add(record(KEY, window));
        }
        reader.add(record(OTHER, window));
        reader.advanceTo(window * WINDOW + WINDOW - 1);
      }
      reader.finish();
    }
    assertThat(silences(summaries))
        .extracting(WindowSummary::key, WindowSummary::windowStart)
        .containsExactly(tuple(KEY, 15 * WINDOW));
  }

  @Test
  void windowsOfAnotherLengthBeginAnewAndAreEndedOnce() throws Exception {
    OperatorSubtaskState state;
    try (OperatorHarness harness = harness(new HashMapStateBackend())) {
      for (long window = 0; window < 12; window++) {
        harness.process(record(KEY, window));
        harness.watermark(window * WINDOW + WINDOW - 1);
      }
      state = harness.barrier();
    }
    OperatorSettings longer =
        TestStreams.settings().toBuilder().window(Duration.ofMillis(5 * WINDOW)).build();
    try (OperatorHarness harness =
        new OperatorHarness(longer, new HashMapStateBackend()).restore(state)) {
      for (long window = 15; window < 25; window++) {
        harness.process(record(KEY, window));
        harness.watermark(window * WINDOW + WINDOW - 1);
      }
      assertThat(harness.summaries())
          .extracting(WindowSummary::windowStart, WindowSummary::records)
          .containsExactly(tuple(15 * WINDOW, 5L), tuple(20 * WINDOW, 5L));
    }
  }

  /** Whether the watermark deletes the stream first, or its next record begins it anew. */
  @Test
  void aSilenceBeforeANewBeginningIsToldWhateverTheWatermarks() throws Exception {
    OperatorSettings settings =
        TestStreams.settings(Duration.ZERO, Duration.ofMillis(20 * WINDOW), 100_000);
    for (long every : new long[] {1, 12, 100}) {
      try (OperatorHarness harness =
          new OperatorHarness(settings, new HashMapStateBackend()).open()) {
        for (long window = 0; window < 60; window++) {
          if (window < 12 || window >= 50) {
            harness.process(record(KEY, window));
          }
          if (window % every == every - 1) {
            harness.watermark(window * WINDOW + WINDOW - 1);
          }
        }
        harness.finish();
        assertThat(silences(harness.summaries()))
            .extracting(WindowSummary::windowStart)
            .containsExactly(15 * WINDOW);
      }
    }
  }

  @Test
  void theEndOfTheInputIsNoSilence() throws Exception {
    try (OperatorHarness harness = harness(new HashMapStateBackend())) {
      for (long window = 0; window < 30; window++) {
        harness.process(record(KEY, window));
      }
      harness.finish();
      assertThat(harness.summaries()).hasSize(30);
      assertThat(silences(harness.summaries())).isEmpty();
    }
  }

  @Test
  void itCanBeSwitchedOff() throws Exception {
    OperatorSettings.Window window =
        new OperatorSettings.Window(
            TestStreams.WINDOW, 1_440, 3, 10, OperatorSettings.SummaryText.NONE, false);
    OperatorSettings settings = TestStreams.settings().toBuilder().window(window).build();
    try (OperatorHarness harness =
        new OperatorHarness(settings, new HashMapStateBackend()).open()) {
      for (long at : TWELVE_THEN_FROM_40) {
        harness.process(record(KEY, at));
        harness.watermark(at * WINDOW + WINDOW - 1);
      }
      assertThat(silences(harness.summaries())).isEmpty();
    }
  }

  @Test
  void aRecordForTheWindowOfAToldSilenceIsLate() throws Exception {
    OperatorSubtaskState state;
    try (OperatorHarness harness = harness(new HashMapStateBackend())) {
      for (long window = 0; window < 12; window++) {
        harness.process(record(KEY, window));
      }
      harness.watermark(16 * WINDOW - 1);
      assertThat(silences(harness.summaries())).hasSize(1);
      state = harness.barrier();
    }
    try (OperatorHarness harness =
        new OperatorHarness(TestStreams.settings(), new HashMapStateBackend()).restore(state)) {
      harness.process(record(KEY, 15));
      harness.watermark(18 * WINDOW);
      assertThat(harness.summaries())
          .extracting(WindowSummary::windowStart, WindowSummary::records)
          .containsExactly(tuple(16 * WINDOW, 1L));
      assertThat(harness.scored().get(0).late()).isTrue();
    }
  }

  @Test
  void anExpiredStreamIsNotTold() throws Exception {
    OperatorSettings settings =
        TestStreams.settings(Duration.ZERO, Duration.ofMillis(2 * WINDOW), 100_000);
    try (OperatorHarness harness =
        new OperatorHarness(settings, new HashMapStateBackend()).open()) {
      for (long window = 0; window < 12; window++) {
        harness.process(record(KEY, window));
      }
      harness.watermark(12 * WINDOW - 1);
      harness.processingTime(10 * WINDOW);
      harness.watermark(15 * WINDOW - 1);
      harness.watermark(20 * WINDOW - 1);
      assertThat(silences(harness.summaries())).isEmpty();
    }
  }

  /** Whether a watermark comes at a window's end. */
  private interface Watermarks {
    boolean atEndOf(long window);
  }

  /** The summaries of a stream with a record in each of these windows. */
  private static List<WindowSummary> run(
      StateBackend backend, List<Long> windows, Watermarks watermarks, long restartAt)
      throws Exception {
    List<WindowSummary> summaries = new ArrayList<>();
    OperatorHarness harness = harness(backend);
    try {
      for (long window = 0; window < 52; window++) {
        if (window == restartAt) {
          OperatorSubtaskState state = harness.barrier();
          summaries.addAll(harness.summaries());
          harness.close();
          harness = new OperatorHarness(TestStreams.settings(), backend).restore(state);
        }
        if (windows.contains(window)) {
          harness.process(record(KEY, window));
        }
        if (watermarks.atEndOf(window)) {
          harness.watermark(window * WINDOW + WINDOW - 1);
        }
      }
      harness.finish();
      summaries.addAll(harness.summaries());
    } finally {
      harness.close();
    }
    return summaries;
  }

  private static OperatorHarness harness(StateBackend backend) throws Exception {
    return new OperatorHarness(TestStreams.settings(), backend).open();
  }

  private static TokenizedRecord record(String key, long window) {
    return TestStreams.record(key, window, window * WINDOW + 3_000, 5, 6, 7);
  }

  private static List<WindowSummary> silences(List<WindowSummary> summaries) {
    return summaries.stream().filter(s -> s.silence() != null).toList();
  }
}
