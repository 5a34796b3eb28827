package org.simbastream.state;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.flink.api.common.state.KeyedStateStore;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeutils.base.IntSerializer;
import org.apache.flink.streaming.api.operators.KeyContext;
import org.simbastream.annotation.Internal;
import org.simbastream.model.mamba.LayerState;
import org.simbastream.model.mamba.StatePrecision;
import org.simbastream.model.recall.RecallState;
import org.simbastream.state.serialization.LayerStateSerializer;
import org.simbastream.state.serialization.RecallStateSerializer;
import org.simbastream.state.serialization.StreamStateSerializer;
import org.simbastream.state.stream.KeyedStreamState;
import org.simbastream.state.stream.StreamState;

/**
 * Owns a stream's hidden state.
 *
 * <p><b>Owned state</b>, keyed: {@link StateNames#LAYERS}, a map from layer to {@link LayerState},
 * {@link StateNames#STREAM}, a {@link StreamState}, and {@link StateNames#RECALL}, a {@link
 * RecallState}. No other class accesses them.
 *
 * <p><b>Lifecycle</b>: made in {@code initializeState}; a key's values are created with its first
 * chunk and deleted by {@link #clear}. They are read and written once per chunk and layer.
 *
 * <p><b>Design constraint</b>: values are immutable once written. A heap backend returns the object
 * it holds, a disk backend a copy; only immutable values make both behave alike.
 */
@Internal
public final class HiddenStateStore {

  private final KeyContext keys;
  private final String modelFingerprint;
  private final StatePrecision precision;
  private final MapState<Integer, LayerState> layers;
  private final ValueState<StreamState> streams;
  private final ValueState<RecallState> recalls;

  /** Registers the state, stored in float32 as computed. */
  public HiddenStateStore(KeyedStateStore store, KeyContext keys, String modelFingerprint) {
    this(store, keys, modelFingerprint, StatePrecision.FLOAT32);
  }

  /**
   * Registers the state.
   *
   * @param store the operator's keyed state
   * @param keys switches the current key while a bundle runs
   * @param modelFingerprint the model in use; a key whose state another model made starts anew
   * @param precision the precision to which layers' states are rounded when they are written,
   *     whatever the backend; restored states of another precision stay unchanged until then
   */
  public HiddenStateStore(
      KeyedStateStore store, KeyContext keys, String modelFingerprint, StatePrecision precision) {
    this.keys = keys;
    this.modelFingerprint = modelFingerprint;
    this.precision = precision;
    this.layers =
        store.getMapState(
            new MapStateDescriptor<>(
                StateNames.LAYERS, IntSerializer.INSTANCE, LayerStateSerializer.INSTANCE));
    this.streams =
        store.getState(
            new ValueStateDescriptor<>(StateNames.STREAM, StreamStateSerializer.INSTANCE));
    this.recalls =
        store.getState(
            new ValueStateDescriptor<>(StateNames.RECALL, RecallStateSerializer.INSTANCE));
  }

  /**
   * The current key's stream, fresh if it has none. A state that another model made is cleared
   * first; {@link ModelIdentity} decides whether the job accepts such a state at all.
   */
  public StreamState stream() {
    try {
      StreamState stream = streams.value();
      if (stream != null && stream.modelFingerprint().equals(modelFingerprint)) {
        return stream;
      }
      if (stream != null) {
        clear();
      }
      return StreamState.fresh(modelFingerprint);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Puts the current key's stream. */
  public void putStream(StreamState stream) {
    try {
      streams.update(stream);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Whether another model made the current key's state; must be called before {@link #stream},
   * which clears that state.
   */
  public boolean isOfAnotherModel() {
    try {
      StreamState stream = streams.value();
      return stream != null && !stream.modelFingerprint().equals(modelFingerprint);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The hidden state of the current key's layer, null before its first token. */
  public LayerState layer(int layer) {
    try {
      return layers.get(layer);
    } catch (Exception e) {
      throw new IllegalStateException("the state of layer " + layer + " can't be read", e);
    }
  }

  void putLayer(int layer, LayerState state) {
    try {
      layers.put(layer, precision.keep(state));
    } catch (Exception e) {
      throw new IllegalStateException("the state of layer " + layer + " can't be put", e);
    }
  }

  public RecallState recall() {
    try {
      RecallState recall = recalls.value();
      return recall == null ? RecallState.EMPTY : recall;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void putRecall(RecallState recall) {
    try {
      recalls.update(recall);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Deletes the current key's recall. If the recall is switched off, it would otherwise be resumed
   * later as if no tokens had been read in between.
   */
  public void forgetRecall() {
    if (recall() != RecallState.EMPTY) {
      recalls.clear();
    }
  }

  /** Forgets the current key's hidden state. */
  public void clear() {
    layers.clear();
    streams.clear();
    recalls.clear();
  }

  /**
   * The states of a bundle, one key a chunk. It switches the current key; the caller sets the key
   * again afterwards.
   *
   * @param streams the key of each chunk, with its stream as {@link #stream} gave it
   */
  public BundleStates bundle(List<KeyedStreamState> streams) {
    return new BundleStates(this, streams);
  }

  void switchTo(String key) {
    keys.setCurrentKey(key);
  }
}
