package org.simbastream.operators.keyed;

import java.util.List;
import org.apache.flink.api.common.state.KeyedStateStore;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.streaming.api.operators.KeyContext;
import org.simbastream.operators.OperatorSettings;
import org.simbastream.operators.record.PendingRecord;
import org.simbastream.operators.record.TokenizedRecord;
import org.simbastream.state.ModelIdentity;
import org.simbastream.state.StateNames;

/**
 * Reads streams where nobody but the surroundings may switch the current key, and where neither
 * barriers nor the clock are seen: each chunk goes through the model alone as soon as it closes.
 * What a key gets out does not depend on that; {@link SimbaOperator} brings the same, faster.
 *
 * <p><b>Owned state</b>, keyed, besides that of the operator: {@link StateNames#MODEL}, the model
 * that reads the key, compared at each record and timer. Operator state would tell before the first
 * of them, but there is none here.
 */
public final class KeyedReader implements AutoCloseable {

  private final OperatorSettings settings;
  private final StreamReader reader;
  private final OpenChunkStore openChunks;
  private final ValueState<String> madeBy;
  private final ChunkGatherer gatherer;
  private final IdleExpiry expiry;
  private final ReadResults results;
  private final String model;

  private KeyedReader(
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
    this.results = results;
    this.model = reader.modelLabel();
  }

  /**
   * Gets the model and registers the keyed state; the caller closes it.
   *
   * @param settings bundles, the longest wait, and adaptive keep have no effect
   * @param store the state of the current key, which the surroundings switch
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
        StreamReader.open(settings, store, new GivenKey(), () -> keep, metricGroup, label -> false);
    return new KeyedReader(settings, reader, store, timers, results);
  }

  /**
   * Takes a record of the current key.
   *
   * @throws org.apache.flink.runtime.execution.SuppressRestartsException if another model has read
   *     the key and that is to be refused
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
    reader.emitSummary(key, start, end, results);
  }

  /**
   * The current key may have been silent for too long.
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
    for (BundleRunner.Finished finished : reader.read(List.of(chunk))) {
      reader.emitScored(finished, results);
      expiry.chunkRead(finished);
      reader.metrics().chunkDone(System.currentTimeMillis() - closedAt);
    }
  }

  /** The key that the surroundings have set, the only one that is ever asked for. */
  private static final class GivenKey implements KeyContext {

    @Override
    public void setCurrentKey(Object key) {}

    @Override
    public Object getCurrentKey() {
      throw new UnsupportedOperationException("the surroundings know the key");
    }
  }
}
