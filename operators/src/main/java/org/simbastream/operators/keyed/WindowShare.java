package org.simbastream.operators.keyed;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.simbastream.model.mamba.OpCounts;
import org.simbastream.records.PendingRecord;
import org.simbastream.scoring.ScoredChunk;

/**
 * The part of a chunk that counts in one window: its records, and a part of the chunk's work in
 * proportion to their tokens. A stream's first token (BOS) counts with the first record. The shares
 * of a chunk's windows add up to the chunk exactly: the remainder of a division goes to a later
 * window.
 *
 * @param window the window's start
 * @param scored those records
 * @param work that work
 */
record WindowShare(long window, ScoredChunk scored, OpCounts work) {

  /** The shares of a chunk's windows, in the order of their first records. */
  static List<WindowShare> of(BundleRunner.Finished finished) {
    List<PendingRecord> records = finished.chunk().records();
    OpCounts work = finished.result().work();
    Map<Long, List<Integer>> byWindow = new LinkedHashMap<>();
    for (int i = 0; i < records.size(); i++) {
      byWindow.computeIfAbsent(records.get(i).window(), w -> new ArrayList<>()).add(i);
    }
    if (byWindow.size() == 1) {
      return List.of(new WindowShare(records.get(0).window(), finished.scored(), work));
    }
    List<WindowShare> shares = new ArrayList<>(byWindow.size());
    long from = 0;
    long to = work.tokens();
    for (PendingRecord record : records) {
      to -= record.record().tokens().length; // leaves the tokens before the first record
    }
    for (Map.Entry<Long, List<Integer>> entry : byWindow.entrySet()) {
      for (int i : entry.getValue()) {
        to += records.get(i).record().tokens().length;
      }
      shares.add(
          new WindowShare(
              entry.getKey(), part(finished.scored(), entry.getValue()), part(work, from, to)));
      from = to;
    }
    return shares;
  }

  private static ScoredChunk part(ScoredChunk chunk, List<Integer> places) {
    return new ScoredChunk(
        places.stream().map(chunk.entries()::get).toList(), chunk.history(), chunk.surprisal());
  }

  private static OpCounts part(OpCounts work, long from, long to) {
    long[] byLayer = new long[work.tokensByLayer().length]; // (layers)
    for (int layer = 0; layer < byLayer.length; layer++) {
      byLayer[layer] = part(work.tokensByLayer()[layer], from, to, work.tokens());
    }
    return new OpCounts(
        to - from,
        byLayer,
        part(work.dense(), from, to, work.tokens()),
        part(work.scoring(), from, to, work.tokens()),
        part(work.readout(), from, to, work.tokens()),
        part(work.head(), from, to, work.tokens()));
  }

  private static long part(long whole, long from, long to, long of) {
    return upTo(whole, to, of) - upTo(whole, from, of);
  }

  /** {@code whole * tokens / of}, rounded down, without the product. */
  private static long upTo(long whole, long tokens, long of) {
    return whole / of * tokens + whole % of * tokens / of;
  }
}
