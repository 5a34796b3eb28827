package org.simbastream.operators.keyed;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.simbastream.model.Fixture;
import org.simbastream.model.simba.SimbaSettings;
import org.simbastream.operators.metric.MetricNames;
import org.simbastream.operators.settings.AdaptiveKeep;
import org.simbastream.operators.settings.OperatorSettings;
import org.simbastream.records.Position;
import org.simbastream.records.ScoredRecord;
import org.simbastream.records.TokenizedRecord;
import org.simbastream.state.ModelIdentity.OnMismatch;

/** Tokens that were given stay given when another model reads on, whether it has a tokenizer. */
class GivenTokensRestoreTest {

  private static final String WITHOUT_TOKENIZER = Fixture.named("tiny-f32").directory().toString();
  private static final int VOCABULARY = 97;

  @ParameterizedTest
  @EnumSource(
      value = OnMismatch.class,
      names = {"START_AFRESH", "WARM_UP"})
  void theyAreReadByAModelWithoutTokenizer(OnMismatch onMismatch) throws Exception {
    assertReadAsGiven(settings(WITHOUT_TOKENIZER, onMismatch));
  }

  @ParameterizedTest
  @EnumSource(
      value = OnMismatch.class,
      names = {"START_AFRESH", "WARM_UP"})
  void theyAreNotEncodedAnewByAModelWithTokenizer(OnMismatch onMismatch) throws Exception {
    assertReadAsGiven(settings(Upgrades.SMALL_MODEL, onMismatch));
  }

  private static void assertReadAsGiven(OperatorSettings settings) throws Exception {
    List<TokenizedRecord> waiting = records(10, 12);
    try (OperatorHarness restored = restored(settings, waiting);
        OperatorHarness fresh = open(settings)) {
      fresh.process(waiting);
      fresh.watermark(Long.MAX_VALUE);
      restored.watermark(Long.MAX_VALUE);
      assertThat(restored.scored()).hasSize(2).isEqualTo(fresh.scored());
      assertThat(restored.scored())
          .extracting(ScoredRecord::tokens)
          .containsExactly(waiting.get(0).tokens().length, waiting.get(1).tokens().length);
      assertThat(restored.hiddenState("k", 1)).isEqualTo(fresh.hiddenState("k", 1));
    }
  }

  @Test
  void ofThoseThatTheModelDoesNotHaveOneIsRead() throws Exception {
    TokenizedRecord unknown = record(0, VOCABULARY, 1, 2);
    TokenizedRecord known = record(1, VOCABULARY - 1, 1, 2);
    OperatorSettings settings = settings(WITHOUT_TOKENIZER, OnMismatch.START_AFRESH);
    try (OperatorHarness restored = restored(settings, List.of(unknown, known))) {
      restored.watermark(Long.MAX_VALUE);
      assertThat(restored.scored()).extracting(ScoredRecord::tokens).containsExactly(1, 3);
    }
  }

  /** A model without tokenizer shows ids as a record's text, and so can read it once more. */
  @Test
  void aStreamOfIdsIsReadAnewByAModelWithoutTokenizer(@TempDir Path old) throws Exception {
    for (String file : List.of("config.json", "model.safetensors")) {
      Files.copy(Path.of(Upgrades.SMALL_MODEL).resolve(file), old.resolve(file));
    }
    OperatorSubtaskState state;
    try (OperatorHarness harness = open(settings(old.toString(), OnMismatch.REFUSE))) {
      harness.process(records(0, 10));
      harness.watermark(3_000);
      harness.watermark(9_999);
      state = harness.barrier();
    }
    OperatorSettings settings = settings(WITHOUT_TOKENIZER, OnMismatch.WARM_UP);
    try (OperatorHarness restored =
        new OperatorHarness(settings, new HashMapStateBackend()).restore(state)) {
      restored.process(records(40, 42));
      restored.watermark(Long.MAX_VALUE);
      assertThat(restored.counter(MetricNames.NUM_KEYS_WARMED_UP)).isEqualTo(1);
      long tokens = records(0, 10).stream().mapToLong(r -> r.tokens().length).sum();
      assertThat(restored.counter(MetricNames.NUM_TOKENS_WARMED_UP)).isGreaterThanOrEqualTo(tokens);
    }
  }

  /** The operator over the state of another model, with records that wait for their chunk. */
  private static OperatorHarness restored(OperatorSettings settings, List<TokenizedRecord> waiting)
      throws Exception {
    OperatorSubtaskState state;
    try (OperatorHarness old = open(settings(Upgrades.LARGE_MODEL, OnMismatch.REFUSE))) {
      old.process(waiting);
      assertThat(old.scored()).isEmpty();
      state = old.barrier();
    }
    return new OperatorHarness(settings, new HashMapStateBackend()).restore(state);
  }

  private static OperatorHarness open(OperatorSettings settings) throws Exception {
    return new OperatorHarness(settings, new HashMapStateBackend()).open();
  }

  private static List<TokenizedRecord> records(int from, int to) {
    return IntStream.range(from, to)
        .mapToObj(i -> record(i, IntStream.range(5, 8 + i % 4).toArray()))
        .toList();
  }

  private static TokenizedRecord record(int offset, int... tokens) {
    String text = String.join(" ", IntStream.of(tokens).mapToObj(Integer::toString).toList());
    return new TokenizedRecord(
        "k", new Position("topic", 0, offset), offset * 333L, text, tokens, false);
  }

  private static OperatorSettings settings(String model, OnMismatch onMismatch) {
    OperatorSettings s = TestStreams.settings();
    return s.toBuilder()
        .model(model)
        .pruning(SimbaSettings.linear(0.25, 0))
        .adaptiveKeep(AdaptiveKeep.OFF)
        .maxPatterns(100)
        .otherModel(new OperatorSettings.OtherModel(onMismatch, 20, 30, true))
        .build();
  }
}
