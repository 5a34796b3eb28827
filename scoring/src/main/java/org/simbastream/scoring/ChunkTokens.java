package org.simbastream.scoring;

import java.util.List;
import java.util.OptionalInt;
import org.simbastream.annotation.Internal;
import org.simbastream.records.PendingRecord;

/** The token ids of a chunk: its records' in order, after BOS where the stream begins. */
@Internal
public final class ChunkTokens {

  private ChunkTokens() {}

  /**
   * The number of tokens before a chunk's first record.
   *
   * @param tokensRead tokens the stream has read so far
   * @param bos the token every stream begins with, if the model has one
   * @return 1 where the stream begins and there is a BOS, else 0
   */
  public static int prefix(long tokensRead, OptionalInt bos) {
    return tokensRead == 0 && bos.isPresent() ? 1 : 0;
  }

  /** The token ids, (prefix + tokens of all records). */
  public static int[] of(List<PendingRecord> records, int prefix, OptionalInt bos) {
    return joined(records.stream().map(r -> r.record().tokens()).toList(), prefix, bos);
  }

  /**
   * The token ids, (prefix + tokens of all records).
   *
   * @param records each record's tokens
   */
  public static int[] joined(List<int[]> records, int prefix, OptionalInt bos) {
    int length = prefix;
    for (int[] record : records) {
      length += record.length;
    }
    int[] tokens = new int[length];
    if (prefix > 0) {
      tokens[0] = bos.orElseThrow();
    }
    int at = prefix;
    for (int[] record : records) {
      System.arraycopy(record, 0, tokens, at, record.length);
      at += record.length;
    }
    return tokens;
  }
}
