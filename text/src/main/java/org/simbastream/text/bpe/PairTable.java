package org.simbastream.text.bpe;

import java.util.Arrays;

/** Which pairs of tokens are joined, in which order, and to what: a hash table without objects. */
final class PairTable {

  /** The rank of a pair that is never joined. */
  static final int NEVER = Integer.MAX_VALUE;

  private static final long EMPTY = -1;
  private static final long SPREAD = 0x9E3779B97F4A7C15L; // Fibonacci hashing

  private final long[] pairs; // (capacity)
  private final int[] ranks; // (capacity)
  private final int[] joined; // (pairs), by rank
  private final int shift;
  private int size;

  /** A table for that many pairs. */
  PairTable(int count) {
    int bits = 33 - Integer.numberOfLeadingZeros(Math.max(1, count)); // at most half full
    this.pairs = new long[1 << bits];
    this.ranks = new int[1 << bits];
    this.joined = new int[count];
    this.shift = 64 - bits;
    Arrays.fill(pairs, EMPTY);
  }

  /**
   * Adds a pair, behind all others in rank.
   *
   * @return whether it is new
   */
  boolean add(int left, int right, int token) {
    int slot = slot(pair(left, right));
    if (pairs[slot] != EMPTY) {
      return false;
    }
    pairs[slot] = pair(left, right);
    ranks[slot] = size;
    joined[size++] = token;
    return true;
  }

  /** The rank of a pair; pairs of a lower one are joined first. */
  int rank(int left, int right) {
    int slot = slot(pair(left, right));
    return pairs[slot] == EMPTY ? NEVER : ranks[slot];
  }

  /** The token to which the pair of that rank is joined. */
  int joined(int rank) {
    return joined[rank];
  }

  private int slot(long pair) {
    int slot = (int) (pair * SPREAD >>> shift);
    while (pairs[slot] != EMPTY && pairs[slot] != pair) {
      slot = slot + 1 & pairs.length - 1;
    }
    return slot;
  }

  private static long pair(int left, int right) {
    return (long) left << 32 | right;
  }
}
