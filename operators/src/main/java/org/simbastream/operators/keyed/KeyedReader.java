package org.simbastream.operators.keyed;

import java.util.List;
import org.apache.flink.api.common.state.KeyedStateStore;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.streaming.api.operators.KeyContext;
import org.simbastream.annotation.Internal;
import org.simbastream.operators.settings.OperatorSettings;
import org.simbastream.operators.teaching.Teachings;
import org.simbastream.records.PendingRecord;
import org.simbastream.records.TokenizedRecord;
import org.simbastream.state.ModelIdentity;
import org.simbastream.state.StateNames;

/**
 * Reads streams for callers that alone may switch the current key, and that pass on neither
 * barriers nor processing time: each chunk goes through the model alone as soon as it closes. A
 * key's results do not depend on that; {@link SimbaOperator} gives the same results faster.
 *
 * <p><b>Owned state</b>, keyed, besides that of the operator: {@link StateNames#MODEL}, the model
 * that reads the key, compared at each record and timer. Operator state would allow the check
 * before the first record, but it is not available here.
 */
@Internal
public final class KeyedReader implements AutoCloseable {

  private final OperatorSettings settings;
  private final StreamReader reader;
  private final OpenChunkStore openChunks;
  private final ValueState<String> madeBy;
  private final ChunkGatherer gatherer;
  private final IdleExpiry expiry;
  private final KeyTimers timers;
  private final ReadResults results;
  private final ChunkEmitter emitter;
  private final String model;

  /** Reads with a reader, which is closed with it. */
  KeyedReader(
      OperatorSettings settings,
      StreamReader reader,
      KeyedStateStore store,
      KeyTimers timers,
      ReadResults results) {
    this.settings = settings;
    this.reader = reader;
    this.openChunks = new OpenChunkStore(store);
    this.madeBy =
        store.getState(new ValueStateDescriptor<>(StateNames.MODEL, StringSerializer.INSTANCE));
    this.gatherer =
        new ChunkGatherer(settings, openChunks, timers, MaxWaitTimers.NONE, reader, this::read);
    this.expiry = new IdleExpiry(settings.idleExpiry(), timers, reader);
    this.timers = timers;
    this.results = results;
    this.emitter =
        new ChunkEmitter(new GivenKey(), reader, expiry, results, System::currentTimeMillis);
    this.model = reader.modelLabel();
  }

  /**
   * Loads the model and registers the keyed state; the caller closes the reader.
   *
   * @param settings its bundles, longest wait and adaptive keep have no effect
   * @param store the state of the current key, which the caller switches
   * @throws Exception if the model can't be loaded
   */
  public static KeyedReader open(
      OperatorSettings settings,
      KeyedStateStore store,
      KeyTimers timers,
      ReadResults results,
      MetricGroup metricGroup)
      throws Exception {
    double keep = settings.pruning().last();
    StreamReader reader =
        StreamReader.open(
            settings,
            store,
            new GivenKey(),
            () -> keep,
            metricGroup,
            Teachings.NONE,
            label -> false);
    return new KeyedReader(settings, reader, store, timers, results);
  }

  /**
   * Takes a record of the current key.
   *
   * @throws org.apache.flink.runtime.execution.SuppressRestartsException if another model has read
   *     the key's records and the settings refuse that
   * @throws Exception if the state can't be accessed
   */
  public void add(TokenizedRecord record) throws Exception {
    if (madeBy.value() == null) {
      madeBy.update(model);
    } else {
      followModel();
    }
    gatherer.add(record);
  }

  /**
   * A window of the current key ended.
   *
   * @param end the first millisecond after it, as it was when its timer was set
   * @throws Exception as {@link #add}
   */
  public void windowEnded(String key, long start, long end) throws Exception {
    followModel();
    gatherer.windowEnded(key, start);
    reader.emitSummary(key, start, end, timers, results);
  }

  /**
   * The current key's idle timer fired.
   *
   * @throws Exception as {@link #add}
   */
  public void idle() throws Exception {
    followModel();
    if (expiry.due(gatherer.hasOpenChunk())) {
      madeBy.clear();
    }
  }

  @Override
  public void close() {
    reader.close();
  }

  private void followModel() throws Exception {
    String before = madeBy.value();
    if (before != null
        && RefusedModel.ends(
            () ->
                ModelIdentity.check(List.of(before), model, settings.otherModel().onMismatch()))) {
      openChunks.tokenizeAnew(reader.tokenizer());
      madeBy.update(model);
    }
  }

  private void read(String key, List<PendingRecord> records) throws Exception {
    long closedAt = System.currentTimeMillis();
    ClosedChunk chunk = new ClosedChunk(key, records, closedAt);
    emitter.emit(reader.read(List.of(chunk)), heard -> {});
  }

  /** The key that the caller has set; no other key is ever requested. */
  private static final class GivenKey implements KeyContext {

    @Override
    public void setCurrentKey(Object key) {}

    @Override
    public Object getCurrentKey() {
      throw new UnsupportedOperationException("only the caller knows the key");
    }
  }
}
