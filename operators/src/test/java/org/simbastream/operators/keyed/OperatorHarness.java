package org.simbastream.operators.keyed;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.base.IntSerializer;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Metric;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.checkpoint.SavepointType;
import org.apache.flink.runtime.clusterframework.types.ResourceID;
import org.apache.flink.runtime.executiongraph.ExecutionGraphTestUtils;
import org.apache.flink.runtime.metrics.groups.TaskManagerMetricGroup;
import org.apache.flink.runtime.metrics.util.TestingMetricRegistry;
import org.apache.flink.runtime.operators.testutils.MockEnvironment;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.tasks.mailbox.Mail;
import org.apache.flink.streaming.runtime.tasks.mailbox.TaskMailbox;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;
import org.simbastream.model.mamba.LayerState;
import org.simbastream.model.recall.RecallState;
import org.simbastream.operators.output.SideOutputs;
import org.simbastream.operators.settings.OperatorSettings;
import org.simbastream.records.ScoredRecord;
import org.simbastream.records.TokenizedRecord;
import org.simbastream.records.WindowSummary;
import org.simbastream.state.StateNames;
import org.simbastream.state.serialization.LayerStateSerializer;
import org.simbastream.state.serialization.RecallStateSerializer;

/** The Simba operator on Flink's harness, with barriers that do what a real task does. */
final class OperatorHarness implements AutoCloseable {

  static final int KEY_GROUPS = 8;

  private final SimbaOperator operator;
  private final KeyedOneInputStreamOperatorTestHarness<String, TokenizedRecord, WindowSummary>
      harness;
  private final Map<String, Metric> metrics = new ConcurrentHashMap<>(); // by name in their group
  private final long managedMemory;
  private final int subtasks;
  private final int subtask;
  private long checkpoint;

  OperatorHarness(OperatorSettings settings, StateBackend backend) throws Exception {
    this(new SimbaOperator(settings), backend);
  }

  OperatorHarness(SimbaOperator operator, StateBackend backend) throws Exception {
    this(operator, backend, 3 << 20);
  }

  OperatorHarness(SimbaOperator operator, StateBackend backend, long managedMemory)
      throws Exception {
    this(operator, backend, managedMemory, 1, 0);
  }

  /** One of several subtasks. */
  OperatorHarness(OperatorSettings settings, StateBackend backend, int subtasks, int subtask)
      throws Exception {
    this(new SimbaOperator(settings), backend, 3 << 20, subtasks, subtask);
  }

  private OperatorHarness(
      SimbaOperator operator, StateBackend backend, long managedMemory, int subtasks, int subtask)
      throws Exception {
    this.operator = operator;
    this.managedMemory = managedMemory;
    this.subtasks = subtasks;
    this.subtask = subtask;
    this.harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            operator, TokenizedRecord::key, Types.STRING, environment());
    harness.setStateBackend(backend);
  }

  private MockEnvironment environment() {
    var registry =
        TestingMetricRegistry.builder()
            .setRegisterConsumer((metric, name, group) -> metrics.put(name, metric))
            .build();
    return MockEnvironment.builder()
        .setManagedMemorySize(managedMemory)
        .setMaxParallelism(KEY_GROUPS)
        .setParallelism(subtasks)
        .setSubtaskIndex(subtask)
        .setMetricGroup(
            TaskManagerMetricGroup.createTaskManagerMetricGroup(
                    registry, "localhost", ResourceID.generate())
                .addJob(new JobID(), "job")
                .addTask(ExecutionGraphTestUtils.createExecutionAttemptId(), "simba"))
        .build();
  }

  OperatorHarness open() throws Exception {
    harness.open();
    return this;
  }

  OperatorHarness restore(OperatorSubtaskState state) throws Exception {
    harness.initializeState(state);
    return open();
  }

  void process(TokenizedRecord record) throws Exception {
    harness.processElement(record, record.time());
  }

  void process(List<TokenizedRecord> records) throws Exception {
    for (TokenizedRecord record : records) {
      process(record);
    }
  }

  /** Those of the records whose keys are this subtask's. */
  void processOwn(List<TokenizedRecord> records) throws Exception {
    for (TokenizedRecord record : records) {
      int owner =
          KeyGroupRangeAssignment.assignKeyToParallelOperator(record.key(), KEY_GROUPS, subtasks);
      if (owner == subtask) {
        process(record);
      }
    }
  }

  /** A watermark; the last one is followed by the end of the input. */
  void watermark(long time) throws Exception {
    takeWatermark(time);
    while (step()) {}
  }

  /** Takes a watermark as far as the task does before it looks for other things to do. */
  void takeWatermark(long time) throws Exception {
    harness.processWatermark(time);
    if (time == Long.MAX_VALUE) {
      finish();
    }
  }

  /** The last watermark alone, which Flink may bring before the end. */
  void lastWatermark() throws Exception {
    harness.processWatermark(Long.MAX_VALUE);
  }

  /** The end of the input, or of a drain. */
  void finish() throws Exception {
    operator.finish();
  }

  /** Whether there was a further step of a watermark, which was done. */
  boolean step() throws Exception {
    Optional<Mail> mail = harness.getTaskMailbox().tryTake(TaskMailbox.MIN_PRIORITY);
    if (mail.isPresent()) {
      mail.get().run();
    }
    return mail.isPresent();
  }

  void status(WatermarkStatus status) throws Exception {
    harness.processWatermarkStatus(status);
  }

  void processingTime(long time) throws Exception {
    harness.setProcessingTime(time);
  }

  /** A barrier: what the task does before the snapshot, then the snapshot. */
  OperatorSubtaskState barrier() throws Exception {
    operator.prepareSnapshotPreBarrier(++checkpoint);
    return snapshotOnly();
  }

  /** A snapshot as a broken task would take it. */
  OperatorSubtaskState snapshotOnly() throws Exception {
    return harness.snapshot(checkpoint, checkpoint);
  }

  /** A barrier whose snapshot is a savepoint. */
  OperatorSubtaskState savepoint(SavepointFormatType format) throws Exception {
    operator.prepareSnapshotPreBarrier(++checkpoint);
    return harness
        .snapshotWithLocalState(checkpoint, checkpoint, SavepointType.savepoint(format))
        .getJobManagerOwnedState();
  }

  /** Forgets what came out so far. */
  void forgetOutput() {
    harness.getOutput().clear();
    for (OutputTag<?> tag : List.of(SideOutputs.SCORED, SideOutputs.WORK)) {
      var queue = harness.getSideOutput(tag);
      if (queue != null) {
        queue.clear();
      }
    }
  }

  /** Scored records so far, by offset. */
  List<ScoredRecord> scored() {
    List<ScoredRecord> records = new ArrayList<>(sideOutput(SideOutputs.SCORED));
    records.sort(Comparator.comparingLong(r -> r.position().offset()));
    return records;
  }

  /** What a gauge of the operator says now. */
  Object gauge(String name) {
    return ((Gauge<?>) metrics.get(name)).getValue();
  }

  /** What a counter of the operator says now. */
  long counter(String name) {
    return ((Counter) metrics.get(name)).getCount();
  }

  /** A value of keyed state, null if the key has none. */
  <T> T value(String key, String name, TypeSerializer<T> serializer) throws Exception {
    operator.setCurrentKey(key);
    return operator
        .getKeyedStateStore()
        .getState(new ValueStateDescriptor<>(name, serializer))
        .value();
  }

  <T> List<T> sideOutput(OutputTag<T> tag) {
    var queue = harness.getSideOutput(tag);
    return queue == null ? List.of() : queue.stream().map(StreamRecord::getValue).toList();
  }

  /** Summaries so far, by key and window. */
  List<WindowSummary> summaries() {
    return harness.extractOutputValues().stream()
        .sorted(Comparator.comparing(WindowSummary::key).thenComparing(WindowSummary::windowStart))
        .toList();
  }

  /** Main output and watermarks in the order they left. */
  List<Object> outputInOrder() {
    return List.copyOf(harness.getOutput());
  }

  /** All that a key carries through the model, layer by layer and its recall, as one array. */
  float[] hiddenState(String key, int layers) throws Exception {
    operator.setCurrentKey(key);
    var states =
        operator
            .getKeyedStateStore()
            .getMapState(
                new MapStateDescriptor<>(
                    StateNames.LAYERS, IntSerializer.INSTANCE, LayerStateSerializer.INSTANCE));
    float[] all = {};
    for (int layer = 0; layer < layers; layer++) {
      LayerState state = states.get(layer);
      if (state != null) {
        all = concat(concat(all, state.conv()), state.ssm());
      }
    }
    RecallState recall = value(key, StateNames.RECALL, RecallStateSerializer.INSTANCE);
    return recall == null ? all : concat(all, bits(recall));
  }

  private static float[] bits(RecallState recall) {
    float[] slots = new float[2 * recall.slots().length]; // (slots, 2): upper and lower half
    for (int i = 0; i < recall.slots().length; i++) {
      slots[2 * i] = Float.intBitsToFloat((int) (recall.slots()[i] >>> 32));
      slots[2 * i + 1] = Float.intBitsToFloat((int) recall.slots()[i]);
    }
    return concat(slots, recall.trust());
  }

  @Override
  public void close() throws Exception {
    harness.close();
  }

  private static float[] concat(float[] a, float[] b) {
    float[] all = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, all, a.length, b.length);
    return all;
  }
}
