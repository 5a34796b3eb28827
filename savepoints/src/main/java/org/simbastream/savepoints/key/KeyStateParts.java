package org.simbastream.savepoints.key;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.base.IntSerializer;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.types.StringValue;
import org.simbastream.operators.serialization.KeyHistorySerializer;
import org.simbastream.operators.serialization.OpenChunkSerializer;
import org.simbastream.operators.serialization.PatternCountSerializer;
import org.simbastream.operators.serialization.PendingRecordSerializer;
import org.simbastream.operators.serialization.WindowContentSerializer;
import org.simbastream.records.OpenChunk;
import org.simbastream.records.PendingRecord;
import org.simbastream.state.serialization.LayerStateSerializer;
import org.simbastream.state.serialization.RecallStateSerializer;
import org.simbastream.state.serialization.StreamStateSerializer;

/**
 * A key's state as bytes, part by part in the order of {@link KeyState}: the key as Flink writes
 * strings; what may be null behind a boolean; maps and lists behind their length as an int; each
 * value as its serializer writes it into a savepoint, with its own version first; times as longs.
 */
final class KeyStateParts {

  private KeyStateParts() {}

  static void write(KeyState state, DataOutputSerializer out) throws IOException {
    StringValue.writeString(state.key(), out);
    writeMap(state.layers(), IntSerializer.INSTANCE, LayerStateSerializer.INSTANCE, out);
    writeNullable(state.stream(), StreamStateSerializer.INSTANCE, out);
    writeNullable(state.recall(), RecallStateSerializer.INSTANCE, out);
    writeNullable(state.history(), KeyHistorySerializer.INSTANCE, out);
    writeMap(state.patterns(), LongSerializer.INSTANCE, PatternCountSerializer.INSTANCE, out);
    writeNullable(state.openChunk(), OpenChunkSerializer.INSTANCE, out);
    writeList(state.pending(), PendingRecordSerializer.INSTANCE, out);
    writeMap(state.windows(), LongSerializer.INSTANCE, WindowContentSerializer.INSTANCE, out);
    writeNullable(state.told(), LongSerializer.INSTANCE, out);
    KeyTimers timers = state.timers();
    writeList(
        timers.windows().stream().map(KeyTimers.WindowTimer::windowStart).toList(),
        LongSerializer.INSTANCE,
        out);
    writeList(
        timers.windows().stream().map(KeyTimers.WindowTimer::time).toList(),
        LongSerializer.INSTANCE,
        out);
    writeList(timers.maxWait(), LongSerializer.INSTANCE, out);
    writeList(timers.idle(), LongSerializer.INSTANCE, out);
  }

  /**
   * Reads the parts.
   *
   * @param version the file's: before {@link KeyStateFile#WITH_TOLD} there were fewer
   */
  static KeyState read(int version, DataInputDeserializer in) throws IOException {
    String key = StringValue.readString(in);
    var layers = readMap(IntSerializer.INSTANCE, LayerStateSerializer.INSTANCE, in);
    var stream = readNullable(StreamStateSerializer.INSTANCE, in);
    var recall = readNullable(RecallStateSerializer.INSTANCE, in);
    var history = readNullable(KeyHistorySerializer.INSTANCE, in);
    var patterns = readMap(LongSerializer.INSTANCE, PatternCountSerializer.INSTANCE, in);
    OpenChunk openChunk = readNullable(OpenChunkSerializer.INSTANCE, in);
    List<PendingRecord> pending = readList(PendingRecordSerializer.INSTANCE, in);
    var windows = readMap(LongSerializer.INSTANCE, WindowContentSerializer.INSTANCE, in);
    Long told = version < KeyStateFile.WITH_TOLD ? null : readNullable(LongSerializer.INSTANCE, in);
    KeyTimers timers = readTimers(in);
    if (in.available() > 0) {
      throw new IOException("damaged state: " + in.available() + " bytes after a key's state");
    }
    return new KeyState(
        key, layers, stream, recall, history, patterns, openChunk, pending, windows, told, timers);
  }

  private static KeyTimers readTimers(DataInputDeserializer in) throws IOException {
    List<Long> starts = readList(LongSerializer.INSTANCE, in);
    List<Long> ends = readList(LongSerializer.INSTANCE, in);
    if (starts.size() != ends.size()) {
      throw new IOException(
          "damaged state: " + starts.size() + " windows with " + ends.size() + " ends");
    }
    List<KeyTimers.WindowTimer> windows = new ArrayList<>();
    for (int i = 0; i < starts.size(); i++) {
      windows.add(new KeyTimers.WindowTimer(starts.get(i), ends.get(i)));
    }
    return new KeyTimers(
        windows, readList(LongSerializer.INSTANCE, in), readList(LongSerializer.INSTANCE, in));
  }

  private static <K, V> void writeMap(
      SortedMap<K, V> map,
      TypeSerializer<K> keys,
      TypeSerializer<V> values,
      DataOutputSerializer out)
      throws IOException {
    out.writeInt(map.size());
    for (var entry : map.entrySet()) {
      keys.serialize(entry.getKey(), out);
      values.serialize(entry.getValue(), out);
    }
  }

  private static <K, V> SortedMap<K, V> readMap(
      TypeSerializer<K> keys, TypeSerializer<V> values, DataInputDeserializer in)
      throws IOException {
    SortedMap<K, V> map = new TreeMap<>();
    for (int i = readLength(in); i > 0; i--) {
      K key = keys.deserialize(in);
      map.put(key, values.deserialize(in));
    }
    return map;
  }

  private static <V> void writeList(
      List<V> list, TypeSerializer<V> values, DataOutputSerializer out) throws IOException {
    out.writeInt(list.size());
    for (V value : list) {
      values.serialize(value, out);
    }
  }

  private static <V> List<V> readList(TypeSerializer<V> values, DataInputDeserializer in)
      throws IOException {
    List<V> list = new ArrayList<>();
    for (int i = readLength(in); i > 0; i--) {
      list.add(values.deserialize(in));
    }
    return list;
  }

  /** A length that the bytes at hand can hold, so that damage never allocates more. */
  private static int readLength(DataInputDeserializer in) throws IOException {
    int length = in.readInt();
    if (length < 0 || length > in.available()) {
      throw new IOException("damaged state: a collection of " + length);
    }
    return length;
  }

  private static <V> void writeNullable(V value, TypeSerializer<V> values, DataOutputSerializer out)
      throws IOException {
    out.writeBoolean(value != null);
    if (value != null) {
      values.serialize(value, out);
    }
  }

  private static <V> V readNullable(TypeSerializer<V> values, DataInputDeserializer in)
      throws IOException {
    return in.readBoolean() ? values.deserialize(in) : null;
  }
}
