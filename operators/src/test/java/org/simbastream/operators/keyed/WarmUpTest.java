package org.simbastream.operators.keyed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.simbastream.operators.keyed.Upgrades.LARGE_MODEL;
import static org.simbastream.operators.keyed.Upgrades.SMALL_LAYERS;
import static org.simbastream.operators.keyed.Upgrades.SMALL_MODEL;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.simbastream.operators.metric.MetricNames;
import org.simbastream.operators.output.SideOutputs;
import org.simbastream.operators.serialization.RecentRecordsSerializer;
import org.simbastream.operators.settings.OperatorSettings;
import org.simbastream.operators.text.ModelOfWords;
import org.simbastream.records.RecentRecords;
import org.simbastream.records.ScoredRecord;
import org.simbastream.records.TokenizedRecord;
import org.simbastream.records.WindowSummary;
import org.simbastream.state.ModelIdentity.OnMismatch;
import org.simbastream.state.StateNames;
import org.simbastream.state.serialization.StreamStateSerializer;

/** Another model, with other layers and another tokenizer, over the state of a first one. */
class WarmUpTest {

  private static final List<String> KEYS = List.of("a", "b");
  private static final int KEPT = 7;
  private static final int BEFORE = 31; // records a key in the first window
  private static final int AFTER = 46; // the same, of the first and the second

  static Stream<StateBackend> backends() {
    return Stream.of(new HashMapStateBackend(), new EmbeddedRocksDBStateBackend());
  }

  @ParameterizedTest
  @MethodSource("backends")
  void aKeyReadsItsLastRecordsBeforeItsNextChunk(StateBackend backend) throws Exception {
    try (OperatorHarness warm = restored(backend, KEPT, OnMismatch.WARM_UP);
        OperatorHarness fresh = open(settings(OnMismatch.REFUSE))) {
      long tokens = readAfter(warm, BEFORE, AFTER);
      long warmUpTokens = readAfter(fresh, BEFORE - KEPT, BEFORE);
      readAfter(fresh, BEFORE, AFTER);

      for (String key : KEYS) {
        assertThat(warm.hiddenState(key, SMALL_LAYERS))
            .isNotEmpty()
            .isEqualTo(fresh.hiddenState(key, SMALL_LAYERS));
        assertThat(warm.value(key, StateNames.STREAM, StreamStateSerializer.INSTANCE))
            .usingRecursiveComparison()
            .isEqualTo(fresh.value(key, StateNames.STREAM, StreamStateSerializer.INSTANCE));
      }
      // the kept records are in no count but their own
      assertThat(warm.scored()).hasSize(2 * (AFTER - BEFORE));
      assertThat(warm.summaries()).extracting(WindowSummary::records).containsExactly(15L, 15L);
      assertThat(warm.counter(MetricNames.NUM_TOKENS_IN)).isEqualTo(tokens);
      assertThat(warm.counter(MetricNames.NUM_KEYS_WARMED_UP)).isEqualTo(2);
      assertThat(warm.counter(MetricNames.NUM_TOKENS_WARMED_UP)).isEqualTo(warmUpTokens + 2);
    }
  }

  @Test
  void afreshAKeyReadsNothingAgain() throws Exception {
    try (OperatorHarness afresh =
            restored(new HashMapStateBackend(), KEPT, OnMismatch.START_AFRESH);
        OperatorHarness warm = restored(new HashMapStateBackend(), KEPT, OnMismatch.WARM_UP);
        OperatorHarness fresh = open(settings(OnMismatch.REFUSE))) {
      readAfter(afresh, BEFORE, AFTER);
      readAfter(warm, BEFORE, AFTER);
      readAfter(fresh, BEFORE, AFTER);

      assertThat(afresh.hiddenState("a", SMALL_LAYERS))
          .isEqualTo(fresh.hiddenState("a", SMALL_LAYERS))
          .isNotEqualTo(warm.hiddenState("a", SMALL_LAYERS));
      assertThat(afresh.counter(MetricNames.NUM_KEYS_WARMED_UP)).isZero();
    }
  }

  @Test
  void anotherModelIsRefusedUnlessToldOtherwise() throws Exception {
    OperatorSubtaskState state = stateOfTheFirst(new HashMapStateBackend(), KEPT);
    try (OperatorHarness harness =
        new OperatorHarness(settings(OnMismatch.REFUSE), new HashMapStateBackend())) {
      assertThatThrownBy(() -> harness.restore(state))
          .rootCause()
          .hasMessageContaining("simba-logs@")
          .hasMessageContaining("own-trained@")
          .hasMessageContaining("warm-up");
    }
  }

  @Test
  void whereNothingWasKeptAKeyStartsAfresh() throws Exception {
    try (OperatorHarness warm = restored(new HashMapStateBackend(), 0, OnMismatch.WARM_UP);
        OperatorHarness fresh = open(settings(OnMismatch.REFUSE))) {
      readAfter(warm, BEFORE, AFTER);
      readAfter(fresh, BEFORE, AFTER);

      assertThat(warm.hiddenState("b", SMALL_LAYERS))
          .isEqualTo(fresh.hiddenState("b", SMALL_LAYERS));
      assertThat(warm.counter(MetricNames.NUM_KEYS_WARMED_UP)).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = OnMismatch.class,
      names = {"START_AFRESH", "WARM_UP"})
  void theRecordsOfAnOpenChunkAreTokenizedAnew(OnMismatch onMismatch) throws Exception {
    List<TokenizedRecord> first = Upgrades.lines(LARGE_MODEL, "a", 0, 2);
    List<TokenizedRecord> second = Upgrades.lines(SMALL_MODEL, "a", 0, 2);
    assertThat(first.get(0).tokens()).isNotEqualTo(second.get(0).tokens());
    for (StateBackend backend : backends().toList()) {
      OperatorSubtaskState state;
      try (OperatorHarness old =
          new OperatorHarness(
              Upgrades.of(LARGE_MODEL, OnMismatch.REFUSE, KEPT), new HashMapStateBackend())) {
        old.open().process(first);
        assertThat(old.scored()).isEmpty();
        state = old.savepoint(SavepointFormatType.CANONICAL);
      }
      try (OperatorHarness restored =
              new OperatorHarness(settings(onMismatch), backend).restore(state);
          OperatorHarness fresh = open(settings(OnMismatch.REFUSE))) {
        fresh.process(second);
        fresh.watermark(Long.MAX_VALUE);
        restored.watermark(Long.MAX_VALUE);

        assertThat(restored.scored()).hasSize(2).isEqualTo(fresh.scored());
        assertThat(restored.hiddenState("a", SMALL_LAYERS))
            .isNotEmpty()
            .isEqualTo(fresh.hiddenState("a", SMALL_LAYERS));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = OnMismatch.class,
      names = {"START_AFRESH", "WARM_UP"})
  void whatTheNewTokenizerRefusesIsReadAsOneToken(OnMismatch onMismatch, @TempDir Path words)
      throws Exception {
    ModelOfWords.write(words);
    OperatorSubtaskState state;
    try (OperatorHarness old = open(settings(OnMismatch.REFUSE))) {
      old.process(Upgrades.lines(SMALL_MODEL, "a", 0, 1)); // "disk" and unknown words
      assertThat(old.scored()).isEmpty();
      state = old.barrier();
    }
    try (OperatorHarness restored =
        new OperatorHarness(
                Upgrades.of(words.toString(), onMismatch, KEPT), new HashMapStateBackend())
            .restore(state)) {
      restored.watermark(Long.MAX_VALUE);
      assertThat(restored.scored())
          .singleElement()
          .satisfies(record -> assertThat(record.tokens()).isEqualTo(1));
    }
  }

  @Test
  void anOpenWindowGoesOnUnderAModelWithOtherLayers() throws Exception {
    for (boolean toLarge : new boolean[] {true, false}) {
      String from = toLarge ? SMALL_MODEL : LARGE_MODEL;
      String to = toLarge ? LARGE_MODEL : SMALL_MODEL;
      OperatorSubtaskState state;
      try (OperatorHarness old = open(Upgrades.of(from, OnMismatch.REFUSE, 0))) {
        old.process(Upgrades.lines(from, "a", 0, 8));
        state = old.barrier();
        assertThat(old.scored()).isNotEmpty();
      }
      try (OperatorHarness restored =
          new OperatorHarness(
                  Upgrades.of(to, OnMismatch.START_AFRESH, 0), new HashMapStateBackend())
              .restore(state)) {
        restored.process(Upgrades.lines(to, "a", 8, 12));
        restored.watermark(Long.MAX_VALUE);

        WindowSummary summary = restored.summaries().get(0);
        assertThat(summary.records()).isEqualTo(12);
        assertThat(summary.workRatio()).isBetween(0.1, 1.0);
        assertThat(restored.sideOutput(SideOutputs.WORK).get(0).tokens())
            .isLessThan(summary.tokens())
            .isGreaterThanOrEqualTo(
                restored.scored().stream().mapToLong(ScoredRecord::tokens).sum());
      }
    }
  }

  @Test
  void whatIsKeptGoesWithTheKeyAndWithTheOption() throws Exception {
    OperatorSettings keeping =
        new Upgrades.Change()
            .with(SMALL_MODEL, OnMismatch.REFUSE, KEPT)
            .idleExpiry(Duration.ofSeconds(60))
            .settings();
    OperatorSubtaskState state;
    try (OperatorHarness harness = open(keeping)) {
      harness.process(Upgrades.lines(SMALL_MODEL, "a", 0, BEFORE));
      harness.watermark(10_000);
      assertThat(kept(harness).texts()).hasSize(KEPT);
      state = harness.barrier();
      harness.processingTime(80_000);
      harness.watermark(80_000);
      assertThat(kept(harness)).isNull();
    }
    OperatorSettings notKeeping = Upgrades.of(SMALL_MODEL, OnMismatch.REFUSE, 0);
    try (OperatorHarness harness =
        new OperatorHarness(notKeeping, new HashMapStateBackend()).restore(state)) {
      harness.process(Upgrades.lines(SMALL_MODEL, "a", BEFORE, BEFORE + 1));
      assertThat(kept(harness)).isNotNull(); // no bundle has run yet
      harness.watermark(Long.MAX_VALUE);
      assertThat(kept(harness)).isNull();
    }
  }

  private static RecentRecords kept(OperatorHarness harness) throws Exception {
    return harness.value("a", StateNames.RECENT, RecentRecordsSerializer.INSTANCE);
  }

  private static OperatorSettings settings(OnMismatch onMismatch) {
    return Upgrades.of(SMALL_MODEL, onMismatch, KEPT);
  }

  private static OperatorHarness open(OperatorSettings settings) throws Exception {
    return new OperatorHarness(settings, new HashMapStateBackend()).open();
  }

  /** The small model over the state of the large one. */
  private static OperatorHarness restored(StateBackend backend, int kept, OnMismatch onMismatch)
      throws Exception {
    return new OperatorHarness(settings(onMismatch), backend)
        .restore(stateOfTheFirst(backend, kept));
  }

  private static OperatorSubtaskState stateOfTheFirst(StateBackend backend, int kept)
      throws Exception {
    try (OperatorHarness harness =
        new OperatorHarness(Upgrades.of(LARGE_MODEL, OnMismatch.REFUSE, kept), backend)) {
      harness.open();
      for (String key : KEYS) {
        harness.process(Upgrades.lines(LARGE_MODEL, key, 0, BEFORE));
      }
      harness.watermark(9_999);
      return harness.barrier();
    }
  }

  /** Lets both keys read lines, whose window ends then; returns how many tokens these are. */
  private static long readAfter(OperatorHarness harness, int from, int to) throws Exception {
    long tokens = 0;
    for (String key : KEYS) {
      List<TokenizedRecord> lines = Upgrades.lines(SMALL_MODEL, key, from, to);
      tokens += lines.stream().mapToLong(line -> line.tokens().length).sum();
      harness.process(lines);
    }
    harness.watermark(to == BEFORE ? 9_999 : 19_999);
    return tokens;
  }
}
