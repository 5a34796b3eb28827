package org.simbastream.savepoints.list;

import java.util.SortedMap;
import java.util.TreeMap;
import org.simbastream.savepoints.key.KeyState;
import org.simbastream.state.serialization.RecallStateSerializer;

/**
 * The summary of a key's state.
 *
 * @param key the key
 * @param model fingerprint of the model that made its hidden state; empty before its first chunk
 * @param tokens tokens read
 * @param records records read
 * @param lastTime the latest event time, in milliseconds since the epoch; {@link Long#MIN_VALUE}
 *     before its first chunk
 * @param layers its hidden state, by layer
 * @param recallBytes size of its recall in state
 * @param patterns patterns, places and words remembered
 * @param pending records that wait for their chunk to close
 * @param windows open windows
 */
public record KeySummary(
    String key,
    String model,
    long tokens,
    long records,
    long lastTime,
    SortedMap<Integer, LayerSummary> layers,
    long recallBytes,
    int patterns,
    int pending,
    int windows) {

  /** Sums up a key. */
  public static KeySummary of(KeyState state) {
    SortedMap<Integer, LayerSummary> layers = new TreeMap<>();
    state.layers().forEach((number, layer) -> layers.put(number, LayerSummary.of(layer)));
    return new KeySummary(
        state.key(),
        state.stream() == null ? "" : state.stream().modelFingerprint(),
        state.tokens(),
        state.history() == null ? 0 : state.history().records(),
        state.history() == null ? Long.MIN_VALUE : state.history().lastTime(),
        layers,
        StateBytes.of(state.recall(), RecallStateSerializer.INSTANCE),
        state.patterns().size(),
        state.pending().size(),
        state.windows().size());
  }

  /** Size of its hidden state. */
  public long layerBytes() {
    return layers.values().stream().mapToLong(LayerSummary::bytes).sum();
  }

  /** Euclidean norm of the convolution windows of all layers. */
  public double convNorm() {
    return Math.sqrt(layers.values().stream().mapToDouble(l -> l.convNorm() * l.convNorm()).sum());
  }

  /** Euclidean norm of the SSM states of all layers. */
  public double ssmNorm() {
    return Math.sqrt(layers.values().stream().mapToDouble(l -> l.ssmNorm() * l.ssmNorm()).sum());
  }
}
