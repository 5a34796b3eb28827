package org.simbastream.operators.keyed;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.state.KeyedStateStore;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.simbastream.operators.record.PendingRecord;
import org.simbastream.operators.serialization.OpenChunkSerializer;
import org.simbastream.operators.serialization.PendingRecordSerializer;
import org.simbastream.state.StateNames;

/**
 * Owns a key's open chunk: {@link StateNames#OPEN_CHUNK} and, apart from it so that a record is
 * appended without reading the others, {@link StateNames#PENDING}.
 */
final class OpenChunkStore {

  private final ListState<PendingRecord> pending;
  private final ValueState<OpenChunk> open;

  OpenChunkStore(KeyedStateStore store) {
    this.pending =
        store.getListState(
            new ListStateDescriptor<>(StateNames.PENDING, PendingRecordSerializer.INSTANCE));
    this.open =
        store.getState(
            new ValueStateDescriptor<>(StateNames.OPEN_CHUNK, OpenChunkSerializer.INSTANCE));
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

  /** Takes the current key's records out. */
  List<PendingRecord> take() throws Exception {
    List<PendingRecord> records = new ArrayList<>();
    for (PendingRecord record : pending.get()) {
      records.add(record);
    }
    clear();
    return records;
  }

  void clear() {
    pending.clear();
    open.clear();
  }
}
