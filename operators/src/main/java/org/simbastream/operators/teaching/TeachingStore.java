package org.simbastream.operators.teaching;

import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.simbastream.annotation.Internal;
import org.simbastream.operators.metric.MetricNames;
import org.simbastream.operators.serialization.TeachingSerializer;
import org.simbastream.records.Teaching;
import org.simbastream.state.StateNames;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps what people have taught, in broadcast state: every subtask hears the same in the same
 * order, so all hold the same, at any parallelism.
 *
 * <p><b>Owned state</b>: {@link StateNames#TEACHINGS}.
 */
@Internal
public final class TeachingStore {

  /** The greatest number of teachings that are remembered. */
  public static final int MOST = 10_000;

  private static final Logger LOG = LoggerFactory.getLogger(TeachingStore.class);

  private final BroadcastState<String, Teaching> state;
  private final Teachings teachings;
  private final Counter refused;

  /**
   * Restores what was taught.
   *
   * @param threshold the score that opens an alert
   * @throws Exception if the state can't be read
   */
  public TeachingStore(OperatorStateStore store, double threshold, MetricGroup operator)
      throws Exception {
    state =
        store.getBroadcastState(
            new MapStateDescriptor<>(
                StateNames.TEACHINGS, StringSerializer.INSTANCE, TeachingSerializer.INSTANCE));
    teachings = new Teachings(threshold);
    for (Map.Entry<String, Teaching> entry : state.immutableEntries()) {
      teachings.put(entry.getValue());
    }
    MetricGroup group = operator.addGroup(MetricNames.GROUP);
    refused = group.counter(MetricNames.NUM_TEACHINGS_REFUSED);
    group.gauge(MetricNames.TEACHINGS, teachings::size);
  }

  /** What holds at present; it changes with what is taught. */
  public Teachings teachings() {
    return teachings;
  }

  /**
   * Somebody teaches something, or takes it back.
   *
   * @throws Exception if the state can't be written
   */
  public void take(Teaching teaching) throws Exception {
    if (teaching.action() == Teaching.Action.UNDO) {
      forget(teaching.id());
      return;
    }
    if (isFull() && !teachings.contains(teaching.id())) {
      forgetEnded(teaching.at());
      if (isFull()) {
        refused.inc();
        LOG.error(
            "'{}' is not taught: {} teachings are remembered already; undo some of them",
            teaching.id(),
            MOST);
        return;
      }
    }
    state.put(teaching.id(), teaching);
    teachings.put(teaching);
  }

  private boolean isFull() {
    return teachings.size() >= MOST;
  }

  private void forgetEnded(long time) throws Exception {
    List<String> ended =
        teachings.all().stream()
            .filter(teaching -> teaching.until() <= time)
            .map(Teaching::id)
            .toList();
    for (String id : ended) {
      forget(id);
    }
  }

  private void forget(String id) throws Exception {
    state.remove(id);
    teachings.remove(id);
  }
}
