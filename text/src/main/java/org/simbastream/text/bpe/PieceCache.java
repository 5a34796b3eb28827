package org.simbastream.text.bpe;

import java.util.Arrays;

/**
 * The tokens of short pieces that came lately: a piece displaces that which has its place. Threads
 * share it without locks, since its entries never change and tell whose they are.
 */
final class PieceCache {

  /** The characters of the longest piece that is kept. */
  static final int LONGEST = 24;

  private static final int SIZE = 1 << 14; // entries, of some 100 bytes

  private final Entry[] entries = new Entry[SIZE];

  /**
   * A piece and its tokens. Its fields are final, so that a thread that finds it sees all of it.
   *
   * @param piece (characters)
   * @param tokens (tokens)
   */
  private record Entry(char[] piece, int[] tokens) {}

  /** The tokens of a piece of a text, or null. */
  int[] find(char[] text, int from, int to) {
    Entry entry = entries[place(text, from, to)];
    return entry != null && Arrays.equals(entry.piece, 0, entry.piece.length, text, from, to)
        ? entry.tokens
        : null;
  }

  /** Keeps the tokens of a piece, which are not changed after that. */
  void keep(char[] text, int from, int to, int[] tokens) {
    entries[place(text, from, to)] = new Entry(Arrays.copyOfRange(text, from, to), tokens);
  }

  private static int place(char[] text, int from, int to) {
    int hash = 0;
    for (int at = from; at < to; at++) {
      hash = 31 * hash + text[at];
    }
    hash *= 0x9E3779B9;
    return hash >>> 32 - Integer.numberOfTrailingZeros(SIZE);
  }
}
