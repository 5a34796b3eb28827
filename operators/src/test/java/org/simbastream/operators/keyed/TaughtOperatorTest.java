package org.simbastream.operators.keyed;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Collectors;
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
import org.simbastream.operators.output.SideOutputs;
import org.simbastream.operators.settings.AlertSettings;
import org.simbastream.operators.settings.OperatorSettings;
import org.simbastream.records.AlertSignal;
import org.simbastream.records.Highlight;
import org.simbastream.records.Position;
import org.simbastream.records.ScoredRecord;
import org.simbastream.records.Teaching;
import org.simbastream.records.Teaching.Action;
import org.simbastream.records.TokenizedRecord;
import org.simbastream.records.WindowSummary;
import org.simbastream.scoring.RecordPattern;

/** What people teach the operator: it holds from its arrival on, through restarts and rescales. */
class TaughtOperatorTest {

  private static final int COUNT = 160;
  private static final List<TokenizedRecord> RECORDS = TestStreams.records(4, COUNT, 7);
  private static final OperatorSettings SETTINGS =
      TestStreams.settings().toBuilder()
          .teaching(true)
          .alerts(new AlertSettings(true, 4, Duration.ofMinutes(1), Duration.ofMinutes(1), 10, 3))
          .build();

  /** What a job wrote. */
  private record Outcome(
      List<ScoredRecord> scored, List<WindowSummary> summaries, List<AlertSignal> signals) {}

  static Stream<StateBackend> backends() {
    return Stream.of(new HashMapStateBackend(), new EmbeddedRocksDBStateBackend());
  }

  @Test
  void whatIsMutedIsCountedAndNeitherToldNorShownAndNothingElseChanges() throws Exception {
    long muted = pattern(0);
    Outcome untaught = run(Map.of(), COUNT, 1, 1, new HashMapStateBackend());
    Map<Integer, Teaching> mute = Map.of(0, teaching("m", Action.MUTE, muted, null));
    Outcome taught = run(mute, COUNT, 1, 1, new HashMapStateBackend());
    Set<Position> gone = new HashSet<>();
    for (int i = 0; i < COUNT; i++) {
      ScoredRecord before = untaught.scored().get(i);
      ScoredRecord now = taught.scored().get(i);
      boolean isMuted = before.pattern().id() == muted;
      assertThat(now).isEqualTo(isMuted ? before.taught(Action.MUTE, before.score()) : before);
      if (isMuted) {
        gone.add(now.position());
      }
    }
    assertThat(gone).hasSizeBetween(10, COUNT / 2);
    assertThat(untaught.summaries().stream().flatMap(s -> s.highlights().stream()))
        .extracting(Highlight::position)
        .as("the test can fail")
        .containsAnyElementsOf(gone);
    assertThat(taught.summaries().stream().flatMap(s -> s.highlights().stream()))
        .extracting(Highlight::position)
        .isNotEmpty()
        .doesNotContainAnyElementsOf(gone);
    assertThat(taught.signals().stream().filter(s -> s.line() != null))
        .extracting(s -> s.line().position())
        .isNotEmpty()
        .doesNotContainAnyElementsOf(gone);
    assertThat(taught.summaries()).hasSameSizeAs(untaught.summaries());
    assertThat(taught.summaries().stream().mapToLong(WindowSummary::records).sum())
        .isEqualTo(COUNT);
    Map<String, Long> byWindow =
        taught.scored().stream()
            .filter(ScoredRecord::muted)
            .collect(Collectors.groupingBy(s -> s.key() + s.windowStart(), Collectors.counting()));
    assertThat(taught.summaries())
        .allMatch(s -> s.muted() == byWindow.getOrDefault(s.key() + s.windowStart(), 0L));
  }

  @Test
  void whatIsAlwaysToldMakesSignals() throws Exception {
    long pattern = pattern(1);
    Outcome taught =
        run(
            Map.of(0, teaching("a", Action.ALWAYS_TELL, pattern, "key-1")),
            COUNT,
            1,
            1,
            new HashMapStateBackend());
    List<ScoredRecord> told =
        taught.scored().stream()
            .filter(s -> s.key().equals("key-1") && s.pattern().id() == pattern)
            .toList();
    assertThat(told).isNotEmpty().allMatch(s -> s.score() >= 4);
    assertThat(taught.signals().stream().filter(s -> s.line() != null))
        .extracting(s -> s.line().position())
        .containsAll(told.stream().map(ScoredRecord::position).toList());
  }

  @ParameterizedTest
  @MethodSource("backends")
  void aRestartAnywhereAtAnotherParallelismForgetsNothingAndTellsTheSameOnce(StateBackend backend)
      throws Exception {
    SplittableRandom random = new SplittableRandom(3);
    for (int round = 0; round < 6; round++) {
      Map<Integer, Teaching> said = said(random);
      Outcome whole = run(said, COUNT, 1, 1, new HashMapStateBackend());
      assertThat(whole.scored()).anyMatch(ScoredRecord::muted);
      int cut = random.nextInt(1, COUNT);
      boolean grows = random.nextBoolean();
      assertThat(run(said, cut, grows ? 1 : 3, grows ? 3 : 1, backend)).isEqualTo(whole);
    }
  }

  @Test
  void whatIsUndoneHoldsNoMore() throws Exception {
    Teaching mute = teaching("m", Action.MUTE, pattern(0), null);
    Outcome undone =
        run(
            Map.of(0, mute, 1, Teaching.undo("m", "", "", 0)),
            COUNT,
            1,
            1,
            new HashMapStateBackend());
    assertThat(undone).isEqualTo(run(Map.of(), COUNT, 1, 1, new HashMapStateBackend()));
  }

  @Test
  void theSecondInputNeitherMovesNorHoldsUpTime() throws Exception {
    try (TaughtHarness harness = harness(new HashMapStateBackend(), 1, 0, List.of())) {
      for (TokenizedRecord record : RECORDS) {
        harness.process(record);
      }
      harness.controlWatermark(Long.MAX_VALUE);
      assertThat(harness.output()).as("it ends no window").isEmpty();
      harness.watermark(RECORDS.get(COUNT - 1).time());
      assertThat(harness.summaries()).as("windows do not wait for it").isNotEmpty();
      assertThat(harness.output()).contains(new Watermark(RECORDS.get(COUNT - 1).time()));
      int before = harness.output().size();
      harness.controlStatus(WatermarkStatus.IDLE);
      harness.controlStatus(WatermarkStatus.ACTIVE);
      assertThat(harness.output()).hasSize(before);
      harness.status(WatermarkStatus.IDLE);
      harness.status(WatermarkStatus.ACTIVE);
      assertThat(harness.output().subList(before, before + 2))
          .containsExactly(WatermarkStatus.IDLE, WatermarkStatus.ACTIVE);
    }
  }

  @Test
  void aSavepointOfAJobThatNobodyTaughtIsTaken() throws Exception {
    OperatorSubtaskState before;
    OperatorSettings untaught = SETTINGS.toBuilder().teaching(false).build();
    try (OperatorHarness harness = new OperatorHarness(untaught, new HashMapStateBackend())) {
      harness.open().process(RECORDS.subList(0, 80));
      before = harness.barrier();
    }
    OperatorSubtaskState taught;
    try (TaughtHarness harness = harness(new HashMapStateBackend(), 1, 0, List.of(before))) {
      harness.teach(teaching("m", Action.MUTE, pattern(0), null));
      for (TokenizedRecord record : RECORDS.subList(80, COUNT)) {
        harness.process(record);
      }
      taught = harness.barrier();
      assertThat(harness.sideOutput(SideOutputs.SCORED)).anyMatch(ScoredRecord::muted);
    }
    try (OperatorHarness harness = new OperatorHarness(untaught, new HashMapStateBackend())) {
      harness.restore(taught).watermark(Long.MAX_VALUE);
      assertThat(harness.scored()).as("switched off again").noneMatch(ScoredRecord::muted);
    }
  }

  /** Something is taught, replaced and undone at random places. */
  private static Map<Integer, Teaching> said(SplittableRandom random) {
    Map<Integer, Teaching> said = new TreeMap<>();
    said.put(0, teaching("0", Action.MUTE, pattern(0), null));
    Action[] actions = Action.values();
    for (int i = 1; i < 12; i++) {
      Action action = actions[random.nextInt(actions.length)];
      String id = Integer.toString(random.nextInt(1, 8));
      String key = random.nextBoolean() ? null : "key-" + random.nextInt(4);
      said.put(
          random.nextInt(1, COUNT),
          action == Action.UNDO
              ? Teaching.undo(id, "", "", 0)
              : teaching(id, action, pattern(random.nextInt(7)), key));
    }
    return said;
  }

  private static Teaching teaching(String id, Action action, long pattern, String key) {
    return new Teaching(id, action, pattern, key, Teaching.FOR_EVER, "ann", "", 0);
  }

  /** The pattern of the records with the letter of that number. */
  private static long pattern(int letter) {
    return RecordPattern.of(RECORDS.get(letter).text()).id();
  }

  /**
   * Reads all records, teaching before the ones said; goes down after {@code cut} of them, and goes
   * on at another parallelism.
   */
  private static Outcome run(
      Map<Integer, Teaching> said, int cut, int before, int after, StateBackend backend)
      throws Exception {
    Outcome outcome = new Outcome(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    List<OperatorSubtaskState> states = new ArrayList<>();
    for (int subtask = 0; subtask < before; subtask++) {
      try (TaughtHarness harness = harness(backend, before, subtask, List.of())) {
        read(harness, said, 0, cut);
        states.add(harness.barrier());
        add(harness, outcome);
        read(harness, said, cut, Math.min(COUNT, cut + 9)); // this is lost
      }
    }
    for (int subtask = 0; subtask < after; subtask++) {
      try (TaughtHarness harness = harness(backend, after, subtask, states)) {
        read(harness, said, cut, COUNT);
        harness.finish();
        add(harness, outcome);
      }
    }
    outcome.scored().sort(Comparator.comparingLong(s -> s.position().offset()));
    outcome
        .summaries()
        .sort(Comparator.comparing(WindowSummary::key).thenComparing(WindowSummary::windowStart));
    outcome
        .signals()
        .sort(
            Comparator.comparing(AlertSignal::key)
                .thenComparing(AlertSignal::time)
                .thenComparing(s -> s.line() == null));
    return outcome;
  }

  private static void read(TaughtHarness harness, Map<Integer, Teaching> said, int from, int to)
      throws Exception {
    for (int i = from; i < to; i++) {
      if (said.containsKey(i)) {
        harness.teach(said.get(i));
      }
      harness.process(RECORDS.get(i));
    }
  }

  private static void add(TaughtHarness harness, Outcome outcome) {
    outcome.scored().addAll(harness.sideOutput(SideOutputs.SCORED));
    outcome.summaries().addAll(harness.summaries());
    outcome.signals().addAll(harness.sideOutput(SideOutputs.SIGNALS));
  }

  private static TaughtHarness harness(
      StateBackend backend, int subtasks, int subtask, List<OperatorSubtaskState> states)
      throws Exception {
    return new TaughtHarness(SETTINGS, backend, subtasks, subtask).open(states);
  }
}
