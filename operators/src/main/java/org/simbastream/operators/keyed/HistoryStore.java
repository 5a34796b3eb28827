package org.simbastream.operators.keyed;

import java.util.Map;
import org.apache.flink.api.common.state.KeyedStateStore;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.simbastream.operators.serialization.KeyHistorySerializer;
import org.simbastream.operators.serialization.PatternCountSerializer;
import org.simbastream.scoring.KeyHistory;
import org.simbastream.scoring.PatternCount;
import org.simbastream.scoring.PatternMemory;
import org.simbastream.state.StateNames;

/**
 * Owns the statistics of a key's records: {@link StateNames#HISTORY} and {@link
 * StateNames#PATTERNS}.
 */
final class HistoryStore implements PatternMemory {

  private final ValueState<KeyHistory> history;
  private final MapState<Long, PatternCount> patterns;

  HistoryStore(KeyedStateStore store) {
    this.history =
        store.getState(
            new ValueStateDescriptor<>(StateNames.HISTORY, KeyHistorySerializer.INSTANCE));
    this.patterns =
        store.getMapState(
            new MapStateDescriptor<>(
                StateNames.PATTERNS, LongSerializer.INSTANCE, PatternCountSerializer.INSTANCE));
  }

  /** The current key's history. */
  KeyHistory history() throws Exception {
    KeyHistory known = history.value();
    if (known == null) {
      return KeyHistory.NONE;
    }
    if (known.forgetsPatterns()) {
      patterns.clear();
      return known.withPatternsForgotten();
    }
    return known;
  }

  void putHistory(KeyHistory value) throws Exception {
    history.update(value);
  }

  void clear() {
    history.clear();
    patterns.clear();
  }

  @Override
  public PatternCount get(long pattern) {
    try {
      return patterns.get(pattern);
    } catch (Exception e) {
      throw unreadable(e);
    }
  }

  @Override
  public void put(long pattern, PatternCount count) {
    try {
      patterns.put(pattern, count);
    } catch (Exception e) {
      throw unreadable(e);
    }
  }

  @Override
  public void remove(long pattern) {
    try {
      patterns.remove(pattern);
    } catch (Exception e) {
      throw unreadable(e);
    }
  }

  @Override
  public Iterable<Map.Entry<Long, PatternCount>> entries() {
    try {
      return patterns.entries();
    } catch (Exception e) {
      throw unreadable(e);
    }
  }

  private static IllegalStateException unreadable(Exception cause) {
    return new IllegalStateException(
        "the state of a key's patterns can't be read or written", cause);
  }
}
