package org.simbastream.operators.keyed;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.state.KeyedStateStore;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.simbastream.operators.serialization.RecentRecordsSerializer;
import org.simbastream.records.PendingRecord;
import org.simbastream.records.RecentRecords;
import org.simbastream.state.StateNames;

/** Owns a key's last records: {@link StateNames#RECENT}, read and written once per chunk. */
final class RecentRecordStore {

  private final int maxRecords;
  private final ValueState<RecentRecords> recent;

  /**
   * Registers the state.
   *
   * @param maxRecords the greatest number of records kept per key; 0: none, and records kept before
   *     are deleted
   */
  RecentRecordStore(KeyedStateStore store, int maxRecords) {
    this.maxRecords = maxRecords;
    this.recent =
        store.getState(
            new ValueStateDescriptor<>(StateNames.RECENT, RecentRecordsSerializer.INSTANCE));
  }

  /** The records that the current key keeps. */
  RecentRecords get() throws Exception {
    RecentRecords kept = recent.value();
    return kept == null ? RecentRecords.NONE : kept;
  }

  /** Adds the current key's newest records; returns the bytes that the key keeps now. */
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
