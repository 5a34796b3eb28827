package org.simbastream.text.bpe;

import java.util.Arrays;
import java.util.PriorityQueue;

/**
 * Joins the bytes of a piece of text to tokens: always the pair of the lowest rank, of equal ones
 * the first. A piece takes time of {@code n log n}, whatever it holds.
 */
final class PairJoiner {

  /** The bytes from which on looking at all pairs for each join takes longer than a queue. */
  private static final int LONG = 96;

  private final PairTable table;
  private final int[] bytes; // (256): the token of each byte

  /**
   * A joiner.
   *
   * @param bytes (256): the token of each byte
   */
  PairJoiner(PairTable table, int[] bytes) {
    this.table = table;
    this.bytes = bytes;
  }

  /**
   * The tokens of a piece.
   *
   * @param piece its bytes, in UTF-8
   * @return in an array of its own
   */
  int[] join(byte[] piece) {
    int[] tokens = new int[piece.length];
    for (int i = 0; i < piece.length; i++) {
      tokens[i] = bytes[piece[i] & 0xff];
    }
    int size = piece.length < LONG ? joinShort(tokens) : joinLong(tokens);
    return Arrays.copyOf(tokens, size);
  }

  /** Joins in place; returns how many tokens are left. */
  private int joinShort(int[] tokens) {
    int size = tokens.length;
    int[] ranks = new int[size]; // of each token with the next
    for (int i = 0; i < size; i++) {
      ranks[i] = i + 1 < size ? table.rank(tokens[i], tokens[i + 1]) : PairTable.NEVER;
    }
    while (true) {
      int first = 0;
      for (int i = 1; i < size; i++) {
        first = ranks[i] < ranks[first] ? i : first;
      }
      if (size == 0 || ranks[first] == PairTable.NEVER) {
        return size;
      }
      tokens[first] = table.joined(ranks[first]);
      size--;
      System.arraycopy(tokens, first + 2, tokens, first + 1, size - first - 1);
      System.arraycopy(ranks, first + 2, ranks, first + 1, size - first - 1);
      ranks[first] =
          first + 1 < size ? table.rank(tokens[first], tokens[first + 1]) : PairTable.NEVER;
      if (first > 0) {
        ranks[first - 1] = table.rank(tokens[first - 1], tokens[first]);
      }
    }
  }

  /** The same with a queue of pairs: rank and place in one number. */
  private int joinLong(int[] tokens) {
    int[] before = new int[tokens.length]; // the place of the token before; -1 for none
    int[] after = new int[tokens.length]; // of the token after; the length for none
    PriorityQueue<Long> queue = new PriorityQueue<>();
    for (int i = 0; i < tokens.length; i++) {
      before[i] = i - 1;
      after[i] = i + 1;
    }
    for (int i = 0; i + 1 < tokens.length; i++) {
      offer(queue, tokens, i, i + 1);
    }
    while (!queue.isEmpty()) {
      long pair = queue.remove();
      int place = (int) pair;
      int rank = (int) (pair >>> 32);
      int next = after[place];
      if (next >= tokens.length || table.rank(tokens[place], tokens[next]) != rank) {
        continue; // one of the two was joined to another since
      }
      tokens[place] = table.joined(rank);
      int beyond = after[next];
      after[next] = tokens.length; // it is gone: none of its pairs is joined any more
      after[place] = beyond;
      if (beyond < tokens.length) {
        before[beyond] = place;
        offer(queue, tokens, place, beyond);
      }
      if (before[place] >= 0) {
        offer(queue, tokens, before[place], place);
      }
    }
    int size = 0;
    for (int place = 0; place < tokens.length; place = after[place]) {
      tokens[size++] = tokens[place];
    }
    return size;
  }

  private void offer(PriorityQueue<Long> queue, int[] tokens, int left, int right) {
    int rank = table.rank(tokens[left], tokens[right]);
    if (rank != PairTable.NEVER) {
      queue.add((long) rank << 32 | left);
    }
  }
}
