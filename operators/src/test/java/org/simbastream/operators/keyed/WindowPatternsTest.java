package org.simbastream.operators.keyed;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.LongPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.simbastream.operators.output.SideOutputs;
import org.simbastream.operators.serialization.UsualPatternsSerializer;
import org.simbastream.operators.settings.OperatorSettings;
import org.simbastream.records.Position;
import org.simbastream.records.ScoredRecord;
import org.simbastream.records.TokenizedRecord;
import org.simbastream.records.WindowPattern;
import org.simbastream.records.WindowPattern.Change;
import org.simbastream.records.WindowSummary;
import org.simbastream.records.WorkCounts;
import org.simbastream.state.StateNames;

/** What is told of the patterns of a stream's windows does not depend on how it is read. */
class WindowPatternsTest {

  private static final long WINDOW = TestStreams.WINDOW.toMillis();
  private static final int WINDOWS = 40;
  private static final int MOST = 24;
  private static final List<TokenizedRecord> RECORDS = records();

  static Stream<StateBackend> backends() {
    return Stream.of(new HashMapStateBackend(), new EmbeddedRocksDBStateBackend());
  }

  @Test
  void theCountsOfEachWindowAddUpToTheRecordsOfItsSummary() throws Exception {
    try (OperatorHarness harness =
        new OperatorHarness(settings(), new HashMapStateBackend()).open()) {
      harness.process(RECORDS);
      harness.watermark(Long.MAX_VALUE);
      Map<String, Long> counts =
          harness.sideOutput(SideOutputs.PATTERNS).stream()
              .collect(
                  Collectors.groupingBy(
                      p -> p.key() + p.windowStart(),
                      Collectors.summingLong(WindowPattern::count)));
      assertThat(counts)
          .isEqualTo(
              harness.summaries().stream()
                  .collect(
                      Collectors.toMap(s -> s.key() + s.windowStart(), WindowSummary::records)));
      assertThat(harness.sideOutput(SideOutputs.PATTERNS))
          .extracting(WindowPattern::change)
          .contains(Change.NEW, Change.UP, Change.GONE, Change.BACK, Change.NONE);
      assertThat(harness.sideOutput(SideOutputs.PATTERNS))
          .anyMatch(p -> p.pattern() == null && p.count() > 0);
    }
  }

  @Test
  void thePatternsAreThoseOfTheScoredRecords() throws Exception {
    try (OperatorHarness harness =
        new OperatorHarness(settings(), new HashMapStateBackend()).open()) {
      harness.process(RECORDS);
      harness.watermark(Long.MAX_VALUE);
      Map<String, Long> scored =
          harness.scored().stream()
              .filter(r -> r.pattern() != null)
              .collect(
                  Collectors.groupingBy(
                      r -> r.key() + r.windowStart() + r.pattern().name(), Collectors.counting()));
      assertThat(harness.sideOutput(SideOutputs.PATTERNS))
          .filteredOn(p -> p.pattern() != null && p.count() > 0)
          .isNotEmpty()
          .allSatisfy(
              p -> {
                long count = scored.get(p.key() + p.windowStart() + p.pattern().name());
                boolean becomesGeneral = p.pattern().text().startsWith("login of <*>");
                assertThat(p.count()).isBetween(count, count + (becomesGeneral ? 3 : 0));
                assertThat(p.usual() < 5 || Double.isNaN(p.usual())).isTrue();
              });
    }
  }

  @ParameterizedTest
  @MethodSource("backends")
  void anyWatermarksAndAnyRestartTellTheSame(StateBackend backend) throws Exception {
    List<WindowPattern> expected = run(backend, settings(), window -> true, List.of());
    assertThat(expected).hasSizeGreaterThan(100);
    for (long seed = 0; seed < 3; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      List<Integer> restarts =
          random.ints(2, 1, RECORDS.size()).sorted().distinct().boxed().toList();
      assertThat(run(backend, settings(), window -> random.nextInt(4) == 0, restarts))
          .isEqualTo(expected);
    }
    OperatorSettings small =
        settings().toBuilder().bundle(new OperatorSettings.Bundle(1, Duration.ofMillis(1))).build();
    assertThat(run(backend, small, window -> true, List.of())).isEqualTo(expected);
  }

  @ParameterizedTest
  @MethodSource("backends")
  void rescaledItTellsTheSame(StateBackend backend) throws Exception {
    List<WindowPattern> expected = run(backend, settings(), window -> true, List.of());
    int cut = RECORDS.size() / 2;
    List<WindowPattern> told = new ArrayList<>();
    OperatorSubtaskState state;
    try (OperatorHarness harness = new OperatorHarness(settings(), backend).open()) {
      harness.process(RECORDS.subList(0, cut));
      state = harness.barrier();
      told.addAll(harness.sideOutput(SideOutputs.PATTERNS));
    }
    for (int subtask = 0; subtask < 2; subtask++) {
      try (OperatorHarness harness =
          new OperatorHarness(settings(), backend, 2, subtask).restore(part(state, subtask))) {
        harness.processOwn(RECORDS.subList(cut, RECORDS.size()));
        harness.watermark(Long.MAX_VALUE);
        told.addAll(harness.sideOutput(SideOutputs.PATTERNS));
      }
    }
    assertThat(sorted(told)).isEqualTo(expected);
  }

  @Test
  void inMemoryTheSameIsTold() throws Exception {
    List<WindowPattern> told = new ArrayList<>();
    ReadResults results =
        new ReadResults() {
          @Override
          public void scored(ScoredRecord record) {}

          @Override
          public void summary(WindowSummary summary) {}

          @Override
          public void work(WorkCounts work) {}

          @Override
          public void pattern(WindowPattern pattern) {
            told.add(pattern);
          }
        };
    try (MemoryReader reader = MemoryReader.open(settings(), results)) {
      RECORDS.forEach(reader::add);
      reader.finish();
    }
    assertThat(sorted(told))
        .isEqualTo(run(new HashMapStateBackend(), settings(), window -> true, List.of()));
  }

  @Test
  void switchedOnLaterItCountsWhatComesFromThenOnAndTheRemainder() throws Exception {
    int cut = RECORDS.size() / 2;
    OperatorSubtaskState state;
    try (OperatorHarness harness =
        new OperatorHarness(TestStreams.settings(), new HashMapStateBackend()).open()) {
      harness.process(RECORDS.subList(0, cut));
      state = harness.barrier();
      assertThat(harness.sideOutput(SideOutputs.PATTERNS)).isEmpty();
    }
    try (OperatorHarness harness =
        new OperatorHarness(settings(), new HashMapStateBackend()).restore(state)) {
      harness.process(RECORDS.subList(cut, RECORDS.size()));
      harness.watermark(Long.MAX_VALUE);
      for (WindowSummary summary : harness.summaries()) {
        assertThat(
                harness.sideOutput(SideOutputs.PATTERNS).stream()
                    .filter(p -> p.key().equals(summary.key()))
                    .filter(p -> p.windowStart() == summary.windowStart())
                    .mapToLong(WindowPattern::count)
                    .sum())
            .isEqualTo(summary.records());
      }
    }
  }

  @Test
  void anExpiredStreamIsForgotten() throws Exception {
    OperatorSettings settings =
        settings().toBuilder().idleExpiry(Duration.ofMillis(3 * WINDOW)).build();
    try (OperatorHarness harness =
        new OperatorHarness(settings, new HashMapStateBackend()).open()) {
      harness.process(record("a", 0, 0, "tick"));
      harness.watermark(2 * WINDOW);
      assertThat(usual(harness)).isNotNull();
      harness.processingTime(100 * WINDOW);
      harness.watermark(50 * WINDOW);
      assertThat(usual(harness)).isNull();
    }
  }

  /** What one of two subtasks restores. */
  private static OperatorSubtaskState part(OperatorSubtaskState state, int subtask) {
    return AbstractStreamOperatorTestHarness.repartitionOperatorState(
        state, OperatorHarness.KEY_GROUPS, 1, 2, subtask);
  }

  private static Object usual(OperatorHarness harness) throws Exception {
    return harness.value("a", StateNames.USUAL_PATTERNS, UsualPatternsSerializer.INSTANCE);
  }

  /** All that is told, sorted; the records are read in parts, with a restart after each. */
  private static List<WindowPattern> run(
      StateBackend backend, OperatorSettings settings, LongPredicate watermark, List<Integer> cuts)
      throws Exception {
    List<WindowPattern> told = new ArrayList<>();
    OperatorSubtaskState state = null;
    List<Integer> ends = new ArrayList<>(cuts);
    ends.add(RECORDS.size());
    int from = 0;
    for (int to : ends) {
      try (OperatorHarness harness = new OperatorHarness(settings, backend)) {
        if (state == null) {
          harness.open();
        } else {
          harness.restore(state);
        }
        for (int i = from; i < to; i++) {
          long window = RECORDS.get(i).time() / WINDOW;
          if (i > 0 && window > RECORDS.get(i - 1).time() / WINDOW && watermark.test(window)) {
            harness.watermark(window * WINDOW - 1);
          }
          harness.process(RECORDS.get(i));
        }
        if (to == RECORDS.size()) {
          harness.watermark(Long.MAX_VALUE);
        } else {
          state = harness.barrier();
        }
        told.addAll(harness.sideOutput(SideOutputs.PATTERNS));
      }
      from = to;
    }
    return sorted(told);
  }

  /** By stream; the order within a stream stays. */
  private static List<WindowPattern> sorted(List<WindowPattern> told) {
    return told.stream().sorted(Comparator.comparing(WindowPattern::key)).toList();
  }

  private static OperatorSettings settings() {
    OperatorSettings settings = TestStreams.settings();
    OperatorSettings.Window window = settings.window();
    return settings.toBuilder()
        .maxPatterns(1_000)
        .window(
            new OperatorSettings.Window(
                window.size(),
                window.maxOpen(),
                window.highlights(),
                window.newPatterns(),
                window.text(),
                window.silence(),
                MOST))
        .build();
  }

  /**
   * Two streams: a steady pattern, one that stops for a time, one with a burst, one with names that
   * vary, and now and then many at once.
   */
  private static List<TokenizedRecord> records() {
    SplittableRandom random = new SplittableRandom(11);
    List<TokenizedRecord> records = new ArrayList<>();
    for (int window = 0; window < WINDOWS; window++) {
      List<String> texts = new ArrayList<>();
      IntStream.range(0, 3 + random.nextInt(3)).forEach(i -> texts.add("tick " + random.nextInt()));
      if (window < 20 || window > 30) {
        texts.add("backup done");
      }
      IntStream.range(0, window == 25 ? 40 : 2).forEach(i -> texts.add("retry " + i));
      IntStream.range(0, 3).forEach(i -> texts.add("login of " + name(random) + " accepted"));
      if (window % 13 == 12) {
        IntStream.range(0, 26).forEach(i -> texts.add("start of part " + (char) ('a' + i)));
      }
      for (int i = 0; i < texts.size(); i++) {
        long time = window * WINDOW + i * (WINDOW / texts.size());
        records.add(record("a", records.size(), time, texts.get(i)));
        records.add(record("b", records.size(), time, texts.get(texts.size() - 1 - i)));
      }
    }
    return records;
  }

  private static String name(SplittableRandom random) {
    return "x" + (char) ('a' + random.nextInt(26)) + (char) ('a' + random.nextInt(4));
  }

  private static TokenizedRecord record(String key, long offset, long time, String text) {
    int[] tokens = text.chars().map(c -> 1 + c % 96).toArray();
    return new TokenizedRecord(key, new Position("topic", 0, offset), time, text, tokens, false);
  }
}
