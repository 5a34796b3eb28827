package org.simbastream.scoring;

import java.util.List;
import java.util.function.UnaryOperator;
import org.simbastream.annotation.Internal;
import org.simbastream.records.ScoredRecord;
import org.simbastream.state.stream.Baseline;

/**
 * A chunk's records with their scores, and the key's statistics after them.
 *
 * @param entries one per record, in order
 * @param history the key's history after the chunk
 * @param surprisal the key's usual surprisal after the chunk
 */
@Internal
public record ScoredChunk(List<Entry> entries, KeyHistory history, Baseline surprisal) {

  /** The pattern of lines that continue a stack trace: they tell no event of their own. */
  public static final long TRACE = 0;

  /**
   * A record of the chunk.
   *
   * @param record with its score
   * @param pattern a 64-bit digest of its pattern on its key; {@link #TRACE} for none
   * @param newPattern whether its pattern was new on its key
   */
  public record Entry(ScoredRecord record, long pattern, boolean newPattern) {

    private Entry with(ScoredRecord other) {
      return other == record ? this : new Entry(other, pattern, newPattern);
    }
  }

  /** The same chunk with its records as they become by this. */
  public ScoredChunk withRecords(UnaryOperator<ScoredRecord> becoming) {
    return new ScoredChunk(
        entries.stream().map(e -> e.with(becoming.apply(e.record()))).toList(), history, surprisal);
  }

  /** How many of the records are muted. */
  public long muted() {
    return entries.stream().filter(entry -> entry.record().muted()).count();
  }

  /** The records alone. */
  public List<ScoredRecord> records() {
    return entries.stream().map(Entry::record).toList();
  }
}
