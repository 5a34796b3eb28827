package org.simbastream.operators.alerts;

import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.Triggerable;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.simbastream.annotation.PublicApi;
import org.simbastream.operators.metric.MetricNames;
import org.simbastream.operators.serialization.StreamAlertsSerializer;
import org.simbastream.operators.settings.OperatorSettings;
import org.simbastream.records.Alert;
import org.simbastream.records.AlertSignal;
import org.simbastream.records.StreamAlerts;
import org.simbastream.state.StateNames;

/**
 * Makes alerts of the Simba operator's signals, by stream. Time is event time: an alert closes when
 * watermarks have passed its quiet time, so it stays open while no stream has records. The last
 * watermark closes nothing, since the end of an input is no recovery: what is open is told once
 * more if it has changed, and stays open in a drain's savepoint too.
 */
@PublicApi
public class AlertOperator extends AbstractStreamOperator<Alert>
    implements OneInputStreamOperator<AlertSignal, Alert>, Triggerable<String, VoidNamespace> {

  /** The name of the timers; it is part of the state, so it never changes. */
  static final String TIMERS = "simba-alerts";

  private static final long serialVersionUID = 1L;

  private final OperatorSettings settings;

  private transient AlertBook book;
  private transient ValueStateDescriptor<StreamAlerts> descriptor;
  private transient ValueState<StreamAlerts> alerts;
  private transient InternalTimerService<VoidNamespace> timers;
  private transient Counter opened;
  private transient Counter closed;

  /** An operator with these settings. */
  public AlertOperator(OperatorSettings settings) {
    this.settings = settings;
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    descriptor = new ValueStateDescriptor<>(StateNames.ALERTS, StreamAlertsSerializer.INSTANCE);
    alerts = context.getKeyedStateStore().getState(descriptor);
  }

  @Override
  public void open() throws Exception {
    super.open();
    MetricGroup group = getMetricGroup().addGroup(MetricNames.GROUP);
    opened = group.counter(MetricNames.NUM_ALERTS_OPENED);
    closed = group.counter(MetricNames.NUM_ALERTS_CLOSED);
    Counter suppressed = group.counter(MetricNames.NUM_ALERTS_SUPPRESSED);
    book = new AlertBook(settings, this::tell, suppressed::inc);
    timers = getInternalTimerService(TIMERS, VoidNamespaceSerializer.INSTANCE, this);
  }

  @Override
  public void processElement(StreamRecord<AlertSignal> element) throws Exception {
    StreamAlerts before = alerts.value();
    if (before == null && element.getValue().type() == AlertSignal.Type.HEARD) {
      return; // as nearly always: no window of a quiet stream writes state
    }
    StreamAlerts known = before == null ? StreamAlerts.NONE : before;
    put(known, book.take(known, element.getValue()));
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    if (mark.getTimestamp() < Long.MAX_VALUE) {
      super.processWatermark(mark);
    }
  }

  @Override
  public void onEventTime(InternalTimer<String, VoidNamespace> timer) throws Exception {
    StreamAlerts before = alerts.value();
    if (before == null) {
      return;
    }
    long time = timer.getTimestamp() + 1;
    StreamAlerts now = book.passed(before, time);
    if (book.isForgotten(now, time)) {
      alerts.clear();
    } else {
      put(before, now);
    }
  }

  @Override
  public void onProcessingTime(InternalTimer<String, VoidNamespace> timer) {
    throw new IllegalStateException("alerts have no processing-time timers");
  }

  @Override
  public void finish() throws Exception {
    if (book != null) { // it was opened
      this.<String>getKeyedStateBackend()
          .applyToAllKeys(
              VoidNamespace.INSTANCE,
              VoidNamespaceSerializer.INSTANCE,
              descriptor,
              (key, state) -> {
                StreamAlerts before = state.value();
                StreamAlerts now = book.ended(before);
                if (now != before) {
                  state.update(now);
                }
              });
    }
    super.finish();
  }

  /** Writes the current key's alerts, if they have changed, and sees to what is due next. */
  private void put(StreamAlerts before, StreamAlerts now) throws Exception {
    if (now != before) {
      alerts.update(now);
    }
    long due = book.due(now);
    if (due < Long.MAX_VALUE && due > Long.MIN_VALUE) {
      timers.registerEventTimeTimer(VoidNamespace.INSTANCE, due - 1);
    }
  }

  private void tell(Alert alert) {
    if (alert.state() == Alert.State.OPENED) {
      opened.inc();
    } else if (alert.state() == Alert.State.CLOSED) {
      closed.inc();
    }
    output.collect(new StreamRecord<>(alert, alert.lastSeen()));
  }
}
