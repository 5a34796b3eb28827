package org.simbastream.operators.keyed;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.simbastream.model.simba.SimbaSettings;
import org.simbastream.operators.keyed.Upgrades.Change;
import org.simbastream.operators.serialization.KeyHistorySerializer;
import org.simbastream.operators.settings.OperatorSettings;
import org.simbastream.records.ScoredRecord;
import org.simbastream.records.TokenizedRecord;
import org.simbastream.records.WindowSummary;
import org.simbastream.state.StateNames;
import org.simbastream.state.serialization.RecallStateSerializer;
import org.simbastream.state.serialization.StreamStateSerializer;
import org.simbastream.state.stream.StreamState;

/** An option that was changed while the job was down: its state is taken over, nothing is lost. */
class ChangedOptionsTest {

  private static final int CUT = 70;
  private static final List<TokenizedRecord> RECORDS = TestStreams.records(4, 140, 5);

  static Stream<Arguments> changes() {
    return Stream.of(
        Arguments.of("chunk.tokens lower", new Change().chunkTokens(5)),
        Arguments.of("chunk.tokens higher", new Change().chunkTokens(400)),
        Arguments.of("chunk.max-wait off", new Change().maxWait(Duration.ZERO)),
        Arguments.of("chunk.max-wait longer", new Change().maxWait(Duration.ofHours(1))),
        Arguments.of("keep.last", new Change().pruning(SimbaSettings.linear(1, 0))),
        Arguments.of("keep.dense-layers", new Change().pruning(SimbaSettings.linear(0.25, 2))),
        Arguments.of("window.size longer", new Change().window(Duration.ofSeconds(25))),
        Arguments.of("window.size shorter", new Change().window(Duration.ofSeconds(3))),
        Arguments.of("readout off", new Change().readout(false)),
        Arguments.of("recall off", new Change().recall(false)),
        Arguments.of("patterns.max", new Change().maxPatterns(8)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("changes")
  void everyRecordIsReadOnceAndCountedOnce(String option, Change change) throws Exception {
    OperatorSettings first = new Change().maxWait(Duration.ofSeconds(1)).settings();
    for (OperatorSettings[] pair :
        new OperatorSettings[][] {
          {first, change.settings()}, {change.settings(), first},
        }) {
      Run run = run(pair[0], pair[1]);
      assertThat(run.scored())
          .as(option)
          .extracting(r -> r.position().offset())
          .containsExactlyInAnyOrderElementsOf(
              LongStream.range(0, RECORDS.size()).boxed().toList());
      assertThat(run.summaries().stream().mapToLong(WindowSummary::records).sum())
          .isEqualTo(RECORDS.size());
      assertThat(run.summaries()).allMatch(s -> s.records() > 0);
      List<Long> sizes =
          Stream.of(pair).map(settings -> settings.window().size().toMillis()).toList();
      assertThat(run.summaries())
          .allMatch(s -> sizes.contains(s.windowEnd() - s.windowStart()), "its own size");
    }
  }

  @Test
  void anOpenWindowEndsWhereItBeganTo() throws Exception {
    OperatorSubtaskState state;
    try (OperatorHarness harness = open(new Change().settings())) {
      harness.process(TestStreams.record("a", 0, 4_000, 1, 2));
      state = harness.barrier();
    }
    OperatorSettings longer = new Change().window(Duration.ofSeconds(60)).settings();
    try (OperatorHarness harness =
        new OperatorHarness(longer, new HashMapStateBackend()).restore(state)) {
      harness.process(TestStreams.record("a", 1, 12_000, 3, 4));
      harness.watermark(60_000);
      assertThat(harness.summaries())
          .singleElement()
          .satisfies(
              s -> {
                assertThat(s.records()).isEqualTo(2);
                assertThat(s.windowEnd()).isEqualTo(10_000);
              });
    }
  }

  @Test
  void fewerPatternsAreRememberedWhereFewerMayBe() throws Exception {
    try (OperatorHarness harness =
        restored(new Change().settings(), new Change().maxPatterns(8).settings())) {
      assertThat(remembered(harness)).isGreaterThan(8);
      finish(harness);
      assertThat(remembered(harness)).isLessThanOrEqualTo(8);
    }
  }

  @Test
  void readoutAndRecallThatAreOffLeaveNothingToGoOnFrom() throws Exception {
    OperatorSettings on = new Change().settings();
    OperatorSettings off = new Change().readout(false).recall(false).settings();
    try (OperatorHarness harness = restored(on, off)) {
      assertThat(stream(harness).exitResidual()).isNotNull();
      assertThat(harness.value("key-1", StateNames.RECALL, RecallStateSerializer.INSTANCE))
          .isNotNull();
      finish(harness);
      assertThat(stream(harness).exitResidual()).isNull();
      assertThat(harness.value("key-1", StateNames.RECALL, RecallStateSerializer.INSTANCE))
          .isNull();
    }
  }

  @Test
  void anExpiryThatIsOffForgetsNobodyAndALongerOneLater() throws Exception {
    OperatorSettings minute = new Change().idleExpiry(Duration.ofSeconds(60)).settings();
    OperatorSubtaskState state;
    try (OperatorHarness harness = open(minute)) {
      harness.process(TestStreams.record("a", 0, 0, 1, 2));
      harness.watermark(10_000);
      state = harness.barrier();
    }
    try (OperatorHarness never =
            new OperatorHarness(new Change().settings(), new HashMapStateBackend()).restore(state);
        OperatorHarness later =
            new OperatorHarness(
                    new Change().idleExpiry(Duration.ofSeconds(120)).settings(),
                    new HashMapStateBackend())
                .restore(state)) {
      never.processingTime(1_000_000);
      never.watermark(1_000_000);
      assertThat(never.hiddenState("a", Upgrades.SMALL_LAYERS)).isNotEmpty();
      later.processingTime(120_000);
      later.watermark(119_999);
      assertThat(later.hiddenState("a", Upgrades.SMALL_LAYERS)).isNotEmpty();
      later.watermark(120_000);
      assertThat(later.hiddenState("a", Upgrades.SMALL_LAYERS)).isEmpty();
    }
  }

  private record Run(List<ScoredRecord> scored, List<WindowSummary> summaries) {}

  private static Run run(OperatorSettings before, OperatorSettings after) throws Exception {
    List<ScoredRecord> scored = new ArrayList<>();
    List<WindowSummary> summaries = new ArrayList<>();
    OperatorSubtaskState state;
    try (OperatorHarness harness = open(before)) {
      state = cut(harness);
      scored.addAll(harness.scored());
      summaries.addAll(harness.summaries());
    }
    try (OperatorHarness harness =
        new OperatorHarness(after, new HashMapStateBackend()).restore(state)) {
      finish(harness);
      scored.addAll(harness.scored());
      summaries.addAll(harness.summaries());
    }
    return new Run(scored, summaries);
  }

  private static OperatorHarness restored(OperatorSettings before, OperatorSettings after)
      throws Exception {
    try (OperatorHarness harness = open(before)) {
      return new OperatorHarness(after, new HashMapStateBackend()).restore(cut(harness));
    }
  }

  private static OperatorSubtaskState cut(OperatorHarness harness) throws Exception {
    harness.process(RECORDS.subList(0, CUT));
    harness.watermark(RECORDS.get(CUT).time() - 5_000);
    return harness.barrier();
  }

  private static void finish(OperatorHarness harness) throws Exception {
    harness.processingTime(2_000);
    harness.process(RECORDS.subList(CUT, RECORDS.size()));
    harness.watermark(Long.MAX_VALUE);
  }

  private static int remembered(OperatorHarness harness) throws Exception {
    return harness.value("key-1", StateNames.HISTORY, KeyHistorySerializer.INSTANCE).remembered();
  }

  private static StreamState stream(OperatorHarness harness) throws Exception {
    return harness.value("key-1", StateNames.STREAM, StreamStateSerializer.INSTANCE);
  }

  private static OperatorHarness open(OperatorSettings settings) throws Exception {
    return new OperatorHarness(settings, new HashMapStateBackend()).open();
  }
}
