package org.simbastream.operators.joining;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.simbastream.operators.text.JoinSettings;
import org.simbastream.records.IncomingRecord;
import org.simbastream.records.Position;
import org.simbastream.records.Rejection;
import org.simbastream.records.RejectionReason;

/** The operator on Flink's harness: what waits, and until when. */
class JoinOperatorTest {

  private static final Duration WINDOW = Duration.ofMinutes(1);
  private static final String HEAD = "2026-11-28 10:00:00 ERROR failed";
  private static final String FRAME = "\tat a.B.c(B.java:1)";

  private boolean quiet = true;

  @Test
  void aRecordHasThePositionAndTimeOfItsFirstLine() throws Exception {
    try (var harness = open(new HashMapStateBackend())) {
      process(harness, line("k", 7, HEAD), line("k", 8, FRAME), line("k", 9, HEAD));

      assertThat(out(harness)).containsExactly(line("k", 7, HEAD).withText(HEAD + "\n" + FRAME));
    }
  }

  @Test
  void aLateLineAndOneOfAnotherKeyDoNotGetIntoARecord() throws Exception {
    try (var harness = open(new HashMapStateBackend())) {
      process(harness, line("a", 1, HEAD), line("b", 2, HEAD), line("a", 3, FRAME));
      harness.endInput();
      harness.getOperator().finish();

      assertThat(out(harness))
          .containsExactlyInAnyOrder(
              line("a", 1, HEAD).withText(HEAD + "\n" + FRAME), line("b", 2, HEAD));
    }
  }

  @Test
  void aRecordGoesOutBeforeTheWatermarkThatEndsItsWindow() throws Exception {
    try (var harness = open(new HashMapStateBackend())) {
      process(harness, line("k", 59_000, HEAD));
      harness.processWatermark(59_998);
      assertThat(out(harness)).isEmpty();
      process(harness, line("k", 61_000, FRAME));
      harness.processWatermark(59_999);

      assertThat(harness.getOutput())
          .containsExactly(
              new Watermark(59_998),
              new StreamRecord<>(line("k", 59_000, HEAD).withText(HEAD + "\n" + FRAME), 59_000),
              new Watermark(59_999));
    }
  }

  @Test
  void theWaitCountsFromTheLastLine() throws Exception {
    try (var harness = open(new HashMapStateBackend())) {
      process(harness, line("k", 1, HEAD));
      harness.setProcessingTime(900);
      process(harness, line("k", 2, FRAME));
      harness.setProcessingTime(1_500);
      process(harness, line("k", 3, FRAME));
      harness.setProcessingTime(2_400);
      assertThat(out(harness)).isEmpty();
      passTo(harness, 2_600);

      assertThat(out(harness)).hasSize(1);
      passTo(harness, 9_000);
      assertThat(out(harness)).hasSize(1);
      assertThat(harness.numKeyedStateEntries()).isZero();
      assertThat(harness.numProcessingTimeTimers()).isZero();
    }
  }

  @Test
  void theWaitGoesOnWhileTheTaskHasMoreToRead() throws Exception {
    try (var harness = open(new HashMapStateBackend())) {
      process(harness, line("k", 1, HEAD));
      quiet = false;
      passTo(harness, 20_000);
      assertThat(out(harness)).isEmpty();
      process(harness, line("k", 2, FRAME));
      quiet = true;
      passTo(harness, 22_000);

      assertThat(out(harness)).containsExactly(line("k", 1, HEAD).withText(HEAD + "\n" + FRAME));
    }
  }

  @Test
  void afterARestartTheWaitBeginsWithTheFirstInput() throws Exception {
    OperatorSubtaskState state;
    try (var harness = open(new HashMapStateBackend())) {
      process(harness, line("k", 1, HEAD));
      state = harness.snapshot(1, 1);
    }
    try (var harness = harness(new HashMapStateBackend(), JoinSettings.DEFAULT)) {
      harness.setProcessingTime(100_000); // it was down for a while
      harness.initializeState(state);
      harness.open();
      passTo(harness, 120_000); // the source is starting
      assertThat(out(harness)).isEmpty();
      process(harness, line("k", 2, FRAME));
      passTo(harness, 122_000);

      assertThat(out(harness)).containsExactly(line("k", 1, HEAD).withText(HEAD + "\n" + FRAME));
    }
  }

  @Test
  void switchedOffItLetsGoWhatASavepointKept() throws Exception {
    OperatorSubtaskState state;
    try (var harness = open(new HashMapStateBackend())) {
      process(harness, line("k", 1, HEAD));
      state = harness.snapshot(1, 1);
    }
    try (var harness = harness(new HashMapStateBackend(), JoinSettings.OFF)) {
      harness.initializeState(state);
      harness.open();
      process(harness, line("k", 2, FRAME), line("k", 3, FRAME));

      assertThat(out(harness)).extracting(IncomingRecord::text).containsExactly(HEAD, FRAME, FRAME);
      assertThat(harness.numKeyedStateEntries()).isZero();
    }
  }

  @Test
  void whatIsNoTextPassesBehindWhatWaits() throws Exception {
    IncomingRecord rejected =
        new IncomingRecord(
            "k",
            new Position("logs", 0, 2),
            2,
            null,
            Rejection.ofRecord(RejectionReason.TOO_LARGE, "too long", null, new byte[1]));
    IncomingRecord tokens = new IncomingRecord("k", Position.NONE, 3, new int[] {1});
    try (var harness = open(new HashMapStateBackend())) {
      process(harness, line("k", 1, HEAD), rejected, tokens);

      assertThat(out(harness))
          .usingRecursiveFieldByFieldElementComparator()
          .containsExactly(line("k", 1, HEAD), rejected, tokens);
    }
  }

  static Stream<Arguments> backendsAndCuts() {
    return IntStream.range(0, 12)
        .boxed()
        .flatMap(
            cut ->
                Stream.of(
                    Arguments.of(new HashMapStateBackend(), cut),
                    Arguments.of(new EmbeddedRocksDBStateBackend(), cut)));
  }

  @ParameterizedTest
  @MethodSource("backendsAndCuts")
  void restoredAtAnyLineItJoinsTheSameRecords(StateBackend backend, int cut) throws Exception {
    List<IncomingRecord> lines = new ArrayList<>();
    List<String> texts =
        List.of(
            HEAD,
            "Traceback (most recent call last):",
            "  File \"a.py\", line 1",
            "E: x",
            "",
            "{",
            "  \"a\": [",
            "  ]",
            "}",
            "2026-11-28T10:00:00.1Z stdout P a",
            "2026-11-28T10:00:00.1Z stdout F b");
    for (String text : texts) {
      lines.add(line("a", lines.size(), text));
      lines.add(line("b", lines.size(), text));
    }
    List<IncomingRecord> whole;
    try (var harness = open(new HashMapStateBackend())) {
      process(harness, lines.toArray(IncomingRecord[]::new));
      harness.getOperator().finish();
      whole = out(harness);
    }

    OperatorSubtaskState state;
    List<IncomingRecord> restored;
    try (var harness = open(backend)) {
      process(harness, lines.subList(0, cut).toArray(IncomingRecord[]::new));
      state = harness.snapshot(1, 1);
      restored = new ArrayList<>(out(harness));
    }
    try (var harness = harness(backend, JoinSettings.DEFAULT)) {
      harness.initializeState(state);
      harness.open();
      process(harness, lines.subList(cut, lines.size()).toArray(IncomingRecord[]::new));
      harness.getOperator().finish();
      restored.addAll(out(harness));
    }
    assertThat(restored).hasSize(8).containsExactlyInAnyOrderElementsOf(whole);
    assertThat(whole)
        .extracting(IncomingRecord::text)
        .contains(
            HEAD + "\nTraceback (most recent call last):\n  File \"a.py\", line 1\nE: x",
            "{\n  \"a\": [\n  ]\n}",
            "2026-11-28T10:00:00.1Z stdout F ab");
  }

  private static IncomingRecord line(String key, long time, String text) {
    return new IncomingRecord(key, new Position("logs", 0, time), time, text, null);
  }

  private static void process(
      KeyedOneInputStreamOperatorTestHarness<String, IncomingRecord, IncomingRecord> harness,
      IncomingRecord... records)
      throws Exception {
    for (IncomingRecord record : records) {
      harness.processElement(record, record.time());
    }
  }

  /** Passes time in small steps, as a clock does. */
  private static void passTo(
      KeyedOneInputStreamOperatorTestHarness<String, IncomingRecord, IncomingRecord> harness,
      long time)
      throws Exception {
    for (long now = harness.getProcessingTime(); now <= time; now += 10) {
      harness.setProcessingTime(now);
    }
  }

  private static List<IncomingRecord> out(
      KeyedOneInputStreamOperatorTestHarness<String, IncomingRecord, IncomingRecord> harness) {
    return harness.extractOutputValues();
  }

  private KeyedOneInputStreamOperatorTestHarness<String, IncomingRecord, IncomingRecord> open(
      StateBackend backend) throws Exception {
    var harness = harness(backend, JoinSettings.DEFAULT);
    harness.open();
    return harness;
  }

  private KeyedOneInputStreamOperatorTestHarness<String, IncomingRecord, IncomingRecord> harness(
      StateBackend backend, JoinSettings settings) throws Exception {
    var harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new InATask(settings, () -> quiet), IncomingRecord::key, Types.STRING);
    harness.setStateBackend(backend);
    return harness;
  }

  /** The operator in a task that is quiet when the test says so. */
  private static final class InATask extends JoinOperator {

    private static final long serialVersionUID = 1L;

    private final transient BooleanSupplier quiet;

    InATask(JoinSettings settings, BooleanSupplier quiet) {
      super(settings, WINDOW);
      this.quiet = quiet;
    }

    @Override
    boolean isQuiet() {
      return quiet.getAsBoolean();
    }
  }
}
