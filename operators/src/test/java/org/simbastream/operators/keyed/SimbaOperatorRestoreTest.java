package org.simbastream.operators.keyed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
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
import org.simbastream.model.mamba.StatePrecision;
import org.simbastream.operators.settings.OperatorSettings;
import org.simbastream.records.ScoredRecord;
import org.simbastream.records.TokenizedRecord;
import org.simbastream.records.WindowSummary;
import org.simbastream.state.HiddenStateStore;
import org.simbastream.state.ModelIdentity;

/** A restored operator goes on as if nothing had happened; a broken restore shows. */
class SimbaOperatorRestoreTest {

  private static final int KEYS = 4;
  private static final int LAYERS = 4;
  private static final List<TokenizedRecord> RECORDS = TestStreams.records(KEYS, 120, 7);

  /** Everything a run showed in the end. */
  private record Outcome(
      List<ScoredRecord> scored, List<WindowSummary> summaries, List<float[]> states) {

    boolean sameAs(Outcome other) {
      return scored.equals(other.scored)
          && summaries.equals(other.summaries)
          && IntStream.range(0, KEYS)
              .allMatch(k -> Arrays.equals(states.get(k), other.states.get(k)));
    }
  }

  static Stream<Arguments> backendsAndCuts() {
    return IntStream.of(1, 17, 58, 59, 60, 111)
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
    Outcome whole = uninterrupted();
    Outcome restored = interrupted(operator(), operator(), backend, cut);

    assertThat(restored.scored()).hasSize(RECORDS.size()).isEqualTo(whole.scored());
    assertThat(restored.summaries()).isEqualTo(whole.summaries());
    assertThat(restored.sameAs(whole)).isTrue();
  }

  @ParameterizedTest
  @MethodSource("backendsAndCuts")
  void withRoundedStatesItContinuesIdenticallyToo(StateBackend backend, int cut) throws Exception {
    Outcome whole;
    try (OperatorHarness harness = new OperatorHarness(rounded(), new HashMapStateBackend())) {
      harness.open().process(RECORDS);
      harness.watermark(Long.MAX_VALUE);
      whole = outcome(harness.scored(), harness.summaries(), harness);
    }
    Outcome restored = interrupted(rounded(), rounded(), backend, cut);

    assertThat(restored.sameAs(whole)).isTrue();
    assertThat(whole.sameAs(uninterrupted())).isFalse();
  }

  @Test
  void anotherPrecisionIsTakenAfterARestoreInBothDirections() throws Exception {
    Outcome toRounded = interrupted(operator(), rounded(), new HashMapStateBackend(), 60);
    Outcome toExact = interrupted(rounded(), operator(), new EmbeddedRocksDBStateBackend(), 60);

    assertThat(toRounded.scored()).hasSameSizeAs(toExact.scored()).hasSize(RECORDS.size());
    for (int key = 0; key < KEYS; key++) {
      int layers = LAYERS * 64 * (16 + 3); // the recall comes after them
      assertThat(StatePrecision.isBfloat16(Arrays.copyOf(toRounded.states().get(key), layers)))
          .isTrue();
      assertThat(StatePrecision.isBfloat16(Arrays.copyOf(toExact.states().get(key), layers)))
          .isFalse();
    }
  }

  @Test
  void aRunThatForgetsTheHiddenStateIsCaught() throws Exception {
    SimbaOperator forgetful =
        new SimbaOperator(TestStreams.settings()) {
          private static final long serialVersionUID = 1L;

          @Override
          public void open() throws Exception {
            super.open();
            for (int key = 0; key < KEYS; key++) {
              setCurrentKey("key-" + key);
              new HiddenStateStore(getKeyedStateStore(), this, "").clear();
            }
          }
        };
    Outcome broken = interrupted(operator(), forgetful, new HashMapStateBackend(), 58);

    assertThat(broken.scored()).hasSize(RECORDS.size());
    assertThat(broken.sameAs(uninterrupted())).isFalse();
  }

  @Test
  void aRunThatDoesNotFlushTheBundleBeforeTheBarrierIsCaught() throws Exception {
    SimbaOperator unflushed =
        new SimbaOperator(TestStreams.settings()) {
          private static final long serialVersionUID = 1L;

          @Override
          public void prepareSnapshotPreBarrier(long checkpointId) {}
        };
    Outcome broken = interrupted(unflushed, operator(), new HashMapStateBackend(), 58);

    assertThat(broken.sameAs(uninterrupted())).isFalse();
    assertThat(broken.scored()).hasSizeLessThan(RECORDS.size());
  }

  @Test
  void theStateOfAnotherModelIsRefusedWithBothNamed() throws Exception {
    OperatorSubtaskState state = stateAfter(30);
    OperatorSettings other =
        TestStreams.withModel(TestStreams.OTHER_MODEL, ModelIdentity.OnMismatch.REFUSE);
    try (OperatorHarness harness = new OperatorHarness(other, new HashMapStateBackend())) {
      assertThatThrownBy(() -> harness.restore(state))
          .as("Flink starts no job again after this")
          .matches(RefusedRestores::endsTheJob)
          .rootCause()
          .hasMessageContaining("tiny-f32@")
          .hasMessageContaining("tiny-bf16@")
          .hasMessageContaining("simba.state.model-mismatch");
    }
  }

  @Test
  void theStateOfAnotherModelIsForgottenKeyByKeyWhenToldSo() throws Exception {
    List<TokenizedRecord> later = RECORDS.subList(61, 120); // their windows were not told about
    OperatorSettings other =
        TestStreams.withModel(TestStreams.OTHER_MODEL, ModelIdentity.OnMismatch.START_AFRESH);
    try (OperatorHarness fresh = new OperatorHarness(other, new HashMapStateBackend()).open();
        OperatorHarness restored =
            new OperatorHarness(other, new HashMapStateBackend()).restore(stateAfter(61))) {
      fresh.process(later);
      restored.process(later);
      fresh.watermark(Long.MAX_VALUE);
      restored.watermark(Long.MAX_VALUE);
      for (int key = 0; key < KEYS; key++) {
        assertThat(restored.hiddenState("key-" + key, 6))
            .hasSizeGreaterThan(6 * 96 * (16 + 3)) // the recall comes after it
            .isEqualTo(fresh.hiddenState("key-" + key, 6));
      }
    }
  }

  private static SimbaOperator rounded() {
    return new SimbaOperator(TestStreams.rounded());
  }

  private static SimbaOperator operator() {
    return new SimbaOperator(TestStreams.settings());
  }

  /** The state after the first records, no chunk of them open. */
  private static OperatorSubtaskState stateAfter(int records) throws Exception {
    try (OperatorHarness harness = new OperatorHarness(operator(), new HashMapStateBackend())) {
      harness.open().process(RECORDS.subList(0, records));
      harness.watermark(Long.MAX_VALUE);
      return harness.barrier();
    }
  }

  private static Outcome uninterrupted() throws Exception {
    try (OperatorHarness harness = new OperatorHarness(operator(), new HashMapStateBackend())) {
      harness.open().process(RECORDS);
      harness.watermark(Long.MAX_VALUE);
      return outcome(harness.scored(), harness.summaries(), harness);
    }
  }

  private static Outcome interrupted(
      SimbaOperator before, SimbaOperator after, StateBackend backend, int cut) throws Exception {
    List<ScoredRecord> scored = new ArrayList<>();
    List<WindowSummary> summaries = new ArrayList<>();
    OperatorSubtaskState state;
    try (OperatorHarness harness = new OperatorHarness(before, backend)) {
      harness.open().process(RECORDS.subList(0, cut));
      state = harness.barrier();
      scored.addAll(harness.scored());
      summaries.addAll(harness.summaries());
      // what comes after the barrier is lost with the process
      harness.process(RECORDS.subList(cut, Math.min(cut + 9, RECORDS.size())));
    }
    try (OperatorHarness harness = new OperatorHarness(after, backend)) {
      harness.restore(state).process(RECORDS.subList(cut, RECORDS.size()));
      harness.watermark(Long.MAX_VALUE);
      scored.addAll(harness.scored());
      summaries.addAll(harness.summaries());
      return outcome(scored, summaries, harness);
    }
  }

  private static Outcome outcome(
      List<ScoredRecord> scored, List<WindowSummary> summaries, OperatorHarness harness)
      throws Exception {
    List<float[]> states = new ArrayList<>();
    for (int key = 0; key < KEYS; key++) {
      states.add(harness.hiddenState("key-" + key, LAYERS));
    }
    return new Outcome(
        scored.stream().sorted(Comparator.comparingLong(r -> r.position().offset())).toList(),
        summaries,
        states);
  }
}
