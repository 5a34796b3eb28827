package org.simbastream.operators.joining;

import java.time.Duration;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.Triggerable;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.simbastream.annotation.PublicApi;
import org.simbastream.operators.metric.MetricNames;
import org.simbastream.operators.serialization.PendingLinesSerializer;
import org.simbastream.operators.text.JoinSettings;
import org.simbastream.operators.text.PendingLines;
import org.simbastream.operators.text.RecordJoiner;
import org.simbastream.records.IncomingRecord;
import org.simbastream.state.StateNames;

/**
 * Joins the lines of each key that are one record. The last record of a key waits in keyed state
 * for lines that go on with it, until one of these comes:
 *
 * <ul>
 *   <li>a line that begins another record, or one more than the bounds allow;
 *   <li>a watermark that ends the record's window: the record goes out before the watermark does,
 *       so waiting makes no record late;
 *   <li>the end of the wait, in processing time: it counts from the record's last line, and does
 *       not end while the task has input to read or can't write its output, since the next line may
 *       be behind that; after a restart it begins with the first input;
 *   <li>the end of the input, or a drain.
 * </ul>
 */
@PublicApi
public class JoinOperator extends AbstractStreamOperator<IncomingRecord>
    implements OneInputStreamOperator<IncomingRecord, IncomingRecord>,
        Triggerable<String, VoidNamespace> {

  private static final long serialVersionUID = 1L;

  /** The name of the timers, which is part of the state, so it never changes. */
  static final String TIMERS = "simba-pending-lines";

  /** How long a restored record waits for the first input at most, in milliseconds. */
  private static final long FIRST_INPUT_MS = 30_000;

  /** What a task has begun to read is read after that time, in milliseconds. */
  private static final long SETTLING_MS = 50;

  private final JoinSettings settings;
  private final Duration window;

  private transient RecordJoiner joiner;
  private transient ValueState<PendingLines> pending;
  private transient InternalTimerService<VoidNamespace> timers;
  private transient long waitsFrom; // no wait begins earlier
  private transient long lastBusy; // when the task was last found to have more to do
  private transient boolean hasInput;

  /**
   * An operator with these settings.
   *
   * @param window the size of the windows whose end a record must not miss
   */
  public JoinOperator(JoinSettings settings, Duration window) {
    this.settings = settings;
    this.window = window;
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    var metrics = getMetricGroup().addGroup(MetricNames.GROUP);
    Counter records = metrics.counter(MetricNames.NUM_RECORDS_JOINED);
    Counter lines = metrics.counter(MetricNames.NUM_LINES_JOINED);
    joiner =
        new RecordJoiner(
            settings,
            ofRecord -> {
              records.inc();
              lines.inc(ofRecord);
            });
    pending = context.getKeyedStateStore().getState(descriptor());
  }

  private static ValueStateDescriptor<PendingLines> descriptor() {
    return new ValueStateDescriptor<>(StateNames.PENDING_LINES, PendingLinesSerializer.INSTANCE);
  }

  @Override
  public void open() throws Exception {
    super.open();
    timers = getInternalTimerService(TIMERS, VoidNamespaceSerializer.INSTANCE, this);
    waitsFrom = now() + FIRST_INPUT_MS;
  }

  @Override
  public void processElement(StreamRecord<IncomingRecord> element) throws Exception {
    noteInput();
    PendingLines before = pending.value();
    PendingLines after = joiner.take(before, element.getValue(), this::emit);
    if (after == null) {
      clear(before);
      return;
    }
    long timer = before == null ? 0 : before.timer();
    if (timer == 0) {
      timer = now() + settings.maxWait().toMillis();
      timers.registerProcessingTimeTimer(VoidNamespace.INSTANCE, timer);
    }
    if (before == null || windowEnd(before) != windowEnd(after)) {
      timers.registerEventTimeTimer(VoidNamespace.INSTANCE, windowEnd(after));
    }
    pending.update(after.at(now(), timer));
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    noteInput();
    super.processWatermark(mark);
  }

  /** A watermark ends a window: what waits in it goes out before the watermark. */
  @Override
  public void onEventTime(InternalTimer<String, VoidNamespace> timer) throws Exception {
    PendingLines waiting = pending.value();
    if (waiting != null && windowEnd(waiting) <= timer.getTimestamp()) {
      end(waiting);
    }
  }

  /** The wait may be over. */
  @Override
  public void onProcessingTime(InternalTimer<String, VoidNamespace> timer) throws Exception {
    PendingLines waiting = pending.value();
    if (waiting == null || waiting.timer() != timer.getTimestamp()) {
      return;
    }
    noteTask(timer.getTimestamp());
    long due = Math.max(waiting.since(), waitsFrom) + settings.maxWait().toMillis();
    if (Math.max(due, lastBusy) + SETTLING_MS <= now()) {
      end(waiting);
      return;
    }
    // The first input may come before the time for which a restored record waits for it.
    long later = hasInput ? due : Math.min(due, now() + settings.maxWait().toMillis());
    long next = Math.max(later, now()) + SETTLING_MS;
    timers.registerProcessingTimeTimer(VoidNamespace.INSTANCE, next);
    pending.update(waiting.at(waiting.since(), next));
  }

  /** At the end of the input, or of a drain. */
  @Override
  public void finish() throws Exception {
    if (pending != null) { // it was initialized
      getKeyedStateBackend()
          .applyToAllKeys(
              VoidNamespace.INSTANCE,
              VoidNamespaceSerializer.INSTANCE,
              descriptor(),
              (key, state) -> {
                joiner.end(state.value(), this::emit);
                state.clear();
              });
    }
    super.finish();
  }

  /** Whether the task has read all its input for now, and can write its output. */
  boolean isQuiet() {
    var task = getContainingTask().getEnvironment();
    for (var gate : task.getAllInputGates()) {
      if (gate.isAvailable()) {
        return false;
      }
    }
    for (var writer : task.getAllWriters()) {
      if (!writer.isAvailable()) {
        return false;
      }
    }
    return true;
  }

  /** Notes whether the task was too busy for a timer, or has input or output that waits. */
  private void noteTask(long timer) {
    if (now() - timer >= SETTLING_MS || !isQuiet()) {
      lastBusy = now();
    }
  }

  private void noteInput() {
    if (!hasInput) {
      hasInput = true;
      waitsFrom = now();
    }
  }

  private void end(PendingLines waiting) {
    joiner.end(waiting, this::emit);
    clear(waiting);
  }

  private void clear(PendingLines waiting) {
    if (waiting != null) {
      timers.deleteProcessingTimeTimer(VoidNamespace.INSTANCE, waiting.timer());
      pending.clear();
    }
  }

  private void emit(IncomingRecord record) {
    output.collect(new StreamRecord<>(record, record.time()));
  }

  /** The last millisecond of the window in which a record stands. */
  private long windowEnd(PendingLines waiting) {
    long size = window.toMillis();
    return TimeWindow.getWindowStartWithOffset(waiting.first().time(), 0, size) + size - 1;
  }

  private long now() {
    return getProcessingTimeService().getCurrentProcessingTime();
  }
}
