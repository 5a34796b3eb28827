package org.simbastream.operators.keyed;

import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.tasks.mailbox.Mail;
import org.apache.flink.streaming.runtime.tasks.mailbox.TaskMailbox;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;
import org.simbastream.operators.settings.OperatorSettings;
import org.simbastream.records.Teaching;
import org.simbastream.records.TokenizedRecord;
import org.simbastream.records.WindowSummary;

/** Simba operators, all subtasks of one, that people teach: on Flink's harness. */
final class TaughtHarness implements AutoCloseable {

  private static final int KEY_GROUPS = OperatorHarness.KEY_GROUPS;

  private final SimbaOperator operator;
  private final KeyedTwoInputStreamOperatorTestHarness<
          String, TokenizedRecord, Teaching, WindowSummary>
      harness;
  private final int subtasks;
  private final int subtask;

  TaughtHarness(OperatorSettings settings, StateBackend backend, int subtasks, int subtask)
      throws Exception {
    this.operator = new SimbaOperator(settings);
    this.subtasks = subtasks;
    this.subtask = subtask;
    this.harness =
        new KeyedTwoInputStreamOperatorTestHarness<>(
            operator, TokenizedRecord::key, null, Types.STRING, KEY_GROUPS, subtasks, subtask);
    harness.setStateBackend(backend);
  }

  /** Opens it, with the state of a barrier of another parallelism, if there is one. */
  TaughtHarness open(List<OperatorSubtaskState> before) throws Exception {
    if (!before.isEmpty()) {
      OperatorSubtaskState all =
          AbstractStreamOperatorTestHarness.repackageState(
              before.toArray(OperatorSubtaskState[]::new));
      harness.initializeState(
          AbstractStreamOperatorTestHarness.repartitionOperatorState(
              all, KEY_GROUPS, before.size(), subtasks, subtask));
    }
    harness.open();
    return this;
  }

  /** Takes a record, if its key is this subtask's. */
  void process(TokenizedRecord record) throws Exception {
    int owner =
        KeyGroupRangeAssignment.assignKeyToParallelOperator(record.key(), KEY_GROUPS, subtasks);
    if (owner == subtask) {
      harness.processElement1(new StreamRecord<>(record, record.time()));
    }
  }

  void teach(Teaching teaching) throws Exception {
    harness.processElement2(new StreamRecord<>(teaching));
  }

  void watermark(long time) throws Exception {
    harness.processWatermark1(new Watermark(time));
    goOn();
  }

  /** What the second input says of time, which counts for nothing. */
  void controlWatermark(long time) throws Exception {
    harness.processWatermark2(new Watermark(time));
    goOn();
  }

  void status(WatermarkStatus status) throws Exception {
    harness.processWatermarkStatus1(status);
  }

  void controlStatus(WatermarkStatus status) throws Exception {
    harness.processWatermarkStatus2(status);
  }

  private void goOn() throws Exception {
    while (true) {
      var mail = harness.getTaskMailbox().tryTake(TaskMailbox.MIN_PRIORITY);
      if (mail.isEmpty()) {
        return;
      }
      Mail next = mail.get();
      next.run();
    }
  }

  OperatorSubtaskState barrier() throws Exception {
    operator.prepareSnapshotPreBarrier(1);
    return harness.snapshot(1, 1);
  }

  void finish() throws Exception {
    operator.finish();
  }

  List<WindowSummary> summaries() {
    return harness.extractOutputValues();
  }

  List<Object> output() {
    return List.copyOf(harness.getOutput());
  }

  <T> List<T> sideOutput(OutputTag<T> tag) {
    var queue = harness.getSideOutput(tag);
    return queue == null ? List.of() : queue.stream().map(StreamRecord::getValue).toList();
  }

  @Override
  public void close() throws Exception {
    harness.close();
  }
}
