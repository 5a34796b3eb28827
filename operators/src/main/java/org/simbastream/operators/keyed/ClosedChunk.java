package org.simbastream.operators.keyed;

import java.util.List;
import org.simbastream.records.PendingRecord;

/**
 * A chunk that waits in the bundle. In memory only: the bundle runs before every barrier.
 *
 * @param key its stream
 * @param records in order, each with the window it counts in
 * @param closedAt processing time of its closing, in milliseconds
 */
record ClosedChunk(String key, List<PendingRecord> records, long closedAt) {

  int tokens() {
    int tokens = 0;
    for (PendingRecord pending : records) {
      tokens += pending.record().tokens().length;
    }
    return tokens;
  }
}
