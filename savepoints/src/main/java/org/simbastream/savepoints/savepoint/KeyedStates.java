package org.simbastream.savepoints.savepoint;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeutils.base.IntSerializer;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.runtime.state.VoidNamespace;
import org.simbastream.model.mamba.LayerState;
import org.simbastream.model.recall.RecallState;
import org.simbastream.operators.serialization.KeyHistorySerializer;
import org.simbastream.operators.serialization.OpenChunkSerializer;
import org.simbastream.operators.serialization.PatternCountSerializer;
import org.simbastream.operators.serialization.PendingRecordSerializer;
import org.simbastream.operators.serialization.WindowContentSerializer;
import org.simbastream.records.OpenChunk;
import org.simbastream.records.PendingRecord;
import org.simbastream.savepoints.key.KeyState;
import org.simbastream.savepoints.key.KeyTimers;
import org.simbastream.scoring.KeyHistory;
import org.simbastream.scoring.PatternCount;
import org.simbastream.scoring.summary.WindowContent;
import org.simbastream.state.StateNames;
import org.simbastream.state.serialization.LayerStateSerializer;
import org.simbastream.state.serialization.RecallStateSerializer;
import org.simbastream.state.serialization.StreamStateSerializer;
import org.simbastream.state.stream.StreamState;

/** Reads and writes the keys of a part of the key groups. */
public final class KeyedStates implements AutoCloseable {

  /** The states by which keys are found: every key has a value of at least one of these. */
  private static final List<String> TELLING_KEYS =
      List.of(StateNames.STREAM, StateNames.HISTORY, StateNames.OPEN_CHUNK, StateNames.WINDOWS);

  private final KeyGroups groups;
  private final MapState<Integer, LayerState> layers;
  private final ValueState<StreamState> streams;
  private final ValueState<RecallState> recalls;
  private final ValueState<KeyHistory> histories;
  private final MapState<Long, PatternCount> patterns;
  private final ValueState<OpenChunk> openChunks;
  private final ListState<PendingRecord> pending;
  private final MapState<Long, WindowContent> windows;
  private final ValueState<Long> told;
  private TimerIndex timers; // read when first asked for

  KeyedStates(KeyGroups groups) throws IOException {
    this.groups = groups;
    try {
      layers =
          groups.state(
              new MapStateDescriptor<>(
                  StateNames.LAYERS, IntSerializer.INSTANCE, LayerStateSerializer.INSTANCE));
      streams =
          groups.state(
              new ValueStateDescriptor<>(StateNames.STREAM, StreamStateSerializer.INSTANCE));
      recalls =
          groups.state(
              new ValueStateDescriptor<>(StateNames.RECALL, RecallStateSerializer.INSTANCE));
      histories =
          groups.state(
              new ValueStateDescriptor<>(StateNames.HISTORY, KeyHistorySerializer.INSTANCE));
      patterns =
          groups.state(
              new MapStateDescriptor<>(
                  StateNames.PATTERNS, LongSerializer.INSTANCE, PatternCountSerializer.INSTANCE));
      openChunks =
          groups.state(
              new ValueStateDescriptor<>(StateNames.OPEN_CHUNK, OpenChunkSerializer.INSTANCE));
      pending =
          groups.state(
              new ListStateDescriptor<>(StateNames.PENDING, PendingRecordSerializer.INSTANCE));
      windows =
          groups.state(
              new MapStateDescriptor<>(
                  StateNames.WINDOWS, LongSerializer.INSTANCE, WindowContentSerializer.INSTANCE));
      told = groups.state(new ValueStateDescriptor<>(StateNames.TOLD, LongSerializer.INSTANCE));
    } catch (Exception e) {
      throw new IOException("its state can't be read: " + KeyGroups.rootMessage(e), e);
    }
  }

  /** The names of the keys, sorted. */
  public SortedSet<String> keys() {
    SortedSet<String> keys = new TreeSet<>();
    for (String state : TELLING_KEYS) {
      try (Stream<String> some = groups.keyed().getKeys(state, VoidNamespace.INSTANCE)) {
        some.forEach(keys::add);
      }
    }
    return keys;
  }

  /**
   * A key's state, its timers included; empty where it has none.
   *
   * @param key one that belongs to these key groups
   * @throws IOException if it can't be read
   */
  public KeyState read(String key) throws IOException {
    return read(key, timers().of(key));
  }

  /** A key's state without its timers. */
  public KeyState readUntimed(String key) throws IOException {
    return read(key, KeyTimers.NONE);
  }

  private KeyState read(String key, KeyTimers keyTimers) throws IOException {
    try {
      groups.keyed().setCurrentKey(key);
      List<PendingRecord> records = new ArrayList<>();
      Iterable<PendingRecord> stored = pending.get();
      if (stored != null) {
        stored.forEach(records::add);
      }
      return new KeyState(
          key,
          sorted(layers),
          streams.value(),
          recalls.value(),
          histories.value(),
          sorted(patterns),
          openChunks.value(),
          records,
          sorted(windows),
          told.value(),
          keyTimers);
    } catch (Exception e) {
      throw new IOException(
          "the state of key '" + key + "' can't be read: " + KeyGroups.rootMessage(e), e);
    }
  }

  /** Replaces all that a key has, its timers included. */
  void put(KeyState state) throws IOException {
    timers().replace(state.key(), state.timers());
    try {
      groups.keyed().setCurrentKey(state.key());
      replace(layers, state.layers());
      streams.update(state.stream());
      recalls.update(state.recall());
      histories.update(state.history());
      replace(patterns, state.patterns());
      openChunks.update(state.openChunk());
      pending.update(state.pending());
      replace(windows, state.windows());
      told.update(state.told());
    } catch (Exception e) {
      throw new IOException(
          "the state of key '" + state.key() + "' can't be put: " + KeyGroups.rootMessage(e), e);
    }
  }

  private static <K, V> void replace(MapState<K, V> map, SortedMap<K, V> values) throws Exception {
    map.clear();
    if (!values.isEmpty()) { // the heap would keep an empty map
      map.putAll(values);
    }
  }

  KeyGroups groups() {
    return groups;
  }

  private TimerIndex timers() throws IOException {
    if (timers == null) {
      timers = new TimerIndex(groups);
    }
    return timers;
  }

  private static <K, V> SortedMap<K, V> sorted(MapState<K, V> map) throws Exception {
    SortedMap<K, V> values = new TreeMap<>();
    for (Map.Entry<K, V> entry : map.entries()) {
      values.put(entry.getKey(), entry.getValue());
    }
    return values;
  }

  @Override
  public void close() throws IOException {
    groups.close();
  }
}
