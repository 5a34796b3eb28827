package org.simbastream.operators.keyed;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.state.KeyedStateStore;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.simbastream.operators.serialization.OpenChunkSerializer;
import org.simbastream.operators.serialization.PendingRecordSerializer;
import org.simbastream.records.OpenChunk;
import org.simbastream.records.PendingRecord;
import org.simbastream.records.TokenizedRecord;
import org.simbastream.state.StateNames;

/**
 * Owns a key's open chunk: {@link StateNames#OPEN_CHUNK}, and {@link StateNames#PENDING}, a
 * separate state so that a record is appended without reading the others.
 */
final class OpenChunkStore {

  private final ListState<PendingRecord> pending;
  private final ValueStateDescriptor<OpenChunk> openDescriptor;
  private final ValueState<OpenChunk> open;

  OpenChunkStore(KeyedStateStore store) {
    this.pending =
        store.getListState(
            new ListStateDescriptor<>(StateNames.PENDING, PendingRecordSerializer.INSTANCE));
    this.openDescriptor =
        new ValueStateDescriptor<>(StateNames.OPEN_CHUNK, OpenChunkSerializer.INSTANCE);
    this.open = store.getState(openDescriptor);
  }

  /** The current key's open chunk; null if it has none. */
  OpenChunk get() throws Exception {
    return open.value();
  }

  /** Appends a record; {@code chunk} is the open chunk with it. */
  void append(OpenChunk chunk, PendingRecord record) throws Exception {
    pending.add(record);
    open.update(chunk);
  }

  /**
   * A first part of an open chunk.
   *
   * @param records in order, each with the window it counts in
   * @param rest the open chunk of the others; null if there are none
   */
  record Piece(List<PendingRecord> records, OpenChunk rest) {}

  /**
   * Removes the current key's records up to the last one of the earliest window, and returns them.
   *
   * @param chunk its open chunk
   */
  Piece takePiece(OpenChunk chunk) throws Exception {
    List<PendingRecord> records = new ArrayList<>();
    int end = 0;
    for (PendingRecord record : pending.get()) {
      records.add(record.inWindow(chunk.firstWindow()));
      if (records.get(records.size() - 1).window() == chunk.earliestWindow()) {
        end = records.size();
      }
    }
    if (end == records.size()) {
      clear();
      return new Piece(records, null);
    }
    List<PendingRecord> others = records.subList(end, records.size());
    OpenChunk rest = null;
    for (PendingRecord record : others) {
      int tokens = record.record().tokens().length;
      rest =
          rest == null
              ? new OpenChunk(record.window(), tokens, chunk.maxWaitTimer())
              : rest.plus(record.window(), tokens);
    }
    pending.update(others);
    open.update(rest);
    return new Piece(records.subList(0, end), rest);
  }

  /**
   * Tokenizes the records of all open chunks anew, after another model's state was restored: that
   * model's tokens have other meanings in this model, or none. Switches the current key. A chunk
   * that becomes too long closes with its next record.
   */
  <K> void tokenizeAnew(KeyedStateBackend<K> keys, LazyTokenizer tokenizer) throws Exception {
    keys.applyToAllKeys(
        VoidNamespace.INSTANCE,
        VoidNamespaceSerializer.INSTANCE,
        openDescriptor,
        (key, chunk) -> tokenizeAnew(tokenizer));
  }

  /** Tokenizes the current key's records anew, if it has an open chunk. */
  void tokenizeAnew(LazyTokenizer tokenizer) throws Exception {
    OpenChunk before = open.value();
    if (before == null) {
      return;
    }
    int tokens = 0;
    List<PendingRecord> records = new ArrayList<>();
    for (PendingRecord old : pending.get()) {
      TokenizedRecord anew = tokenizer.anew(old.record());
      records.add(new PendingRecord(anew, old.late(), old.window()));
      tokens += anew.tokens().length;
    }
    pending.update(records);
    open.update(before.withTokens(tokens));
  }

  void clear() {
    pending.clear();
    open.clear();
  }
}
