package org.simbastream.operators.keyed;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.state.KeyedStateStore;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.simbastream.operators.record.PendingRecord;
import org.simbastream.operators.serialization.RecentRecordsSerializer;
import org.simbastream.state.StateNames;

/** Owns a key's last records: {@link StateNames#RECENT}, read and put once a chunk. */
final class RecentRecordStore {

  private final int maxRecords;
  private final ValueState<RecentRecords> recent;

  /**
   * Registers the state.
   *
   * @param maxRecords records kept per key at most; 0: none, and what was kept is forgotten
   */
  RecentRecordStore(KeyedStateStore store, int maxRecords) {
    this.maxRecords = maxRecords;
    this.recent =
        store.getState(
            new ValueStateDescriptor<>(StateNames.RECENT, RecentRecordsSerializer.INSTANCE));
  }

  /** What the current key kept. */
  RecentRecords get() throws Exception {
    RecentRecords kept = recent.value();
    return kept == null ? RecentRecords.NONE : kept;
  }

  /** Keeps the current key's newest records; returns how many bytes it keeps now. */
  int append(List<PendingRecord> records) throws Exception {
    RecentRecords kept = get();
    if (maxRecords == 0) {
      if (kept != RecentRecords.NONE) {
        recent.clear();
      }
      return 0;
    }
    List<String> texts = new ArrayList<>(records.size());
    for (PendingRecord pending : records) {
      texts.add(pending.record().text());
    }
    RecentRecords now = kept.plus(texts, maxRecords);
    recent.update(now);
    return now.bytes();
  }

  void clear() {
    recent.clear();
  }
}
