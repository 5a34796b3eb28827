package org.simbastream.job.trace;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Divides the tokens of a trace into chunks of exactly these sizes; the last size repeats. */
final class ChunkSizes {

  private ChunkSizes() {}

  /**
   * Cuts tokens into chunks; the last may be shorter.
   *
   * @throws IllegalArgumentException if a size is not positive
   */
  static List<int[]> cut(int[] tokens, int[] sizes) {
    List<int[]> chunks = new ArrayList<>();
    int at = 0;
    for (int i = 0; at < tokens.length; i++) {
      int size = sizes[Math.min(i, sizes.length - 1)];
      if (size < 1) {
        throw new IllegalArgumentException(
            "a chunk of " + size + " tokens can't be cut: give sizes of at least 1");
      }
      int end = (int) Math.min(tokens.length, (long) at + size);
      chunks.add(Arrays.copyOfRange(tokens, at, end));
      at = end;
    }
    return chunks;
  }
}
