package org.simbastream.model.recall;

/**
 * A bounded hash table from contexts to the two tokens that followed them last. It starts small and
 * doubles as it fills; at its greatest size contexts with correct predictions stay, and others are
 * replaced.
 *
 * <p>A slot is one long: first token + 1 (19 bits), second token + 1 (19 bits), how many times in a
 * row the first was correct (4 bits), and the upper 22 bits of the context's hash, which
 * distinguish contexts of one slot. The lower 10 bits follow from the slot's index, so that the
 * table can grow.
 */
final class ContextTable {

  static final int MIN_BITS = 10;
  static final int MAX_BITS = 12;

  /** Greatest number of a run of hits that is counted. */
  static final int MAX_HITS = 15;

  /** Token ids are below this. */
  static final int MAX_TOKENS = (1 << 19) - 1;

  private static final long TOKEN = (1 << 19) - 1;

  private long[] slots; // (1 << bits)
  private int used;

  ContextTable(long[] before) {
    this.slots = before.length == 0 ? new long[1 << MIN_BITS] : before.clone();
    for (long slot : slots) {
      used += slot == 0 ? 0 : 1;
    }
  }

  long[] values() {
    return slots;
  }

  /** The slot of a context, 0 if there is none. */
  long find(int hash) {
    long slot = slots[hash & (slots.length - 1)];
    return slot != 0 && check(slot) == hash >>> MIN_BITS ? slot : 0;
  }

  /** Records that a token followed a context. */
  void learn(int hash, int token) {
    int at = hash & (slots.length - 1);
    long slot = slots[at];
    if (slot == 0) {
      slots[at] = slot(token, -1, 1, hash >>> MIN_BITS);
      if (++used > slots.length / 2 && slots.length < 1 << MAX_BITS) {
        grow();
      }
    } else if (check(slot) != hash >>> MIN_BITS) {
      slots[at] =
          hits(slot) > 2
              ? slot(first(slot), second(slot), hits(slot) - 1, check(slot))
              : slot(token, -1, 1, hash >>> MIN_BITS);
    } else if (first(slot) == token) {
      slots[at] = slot(token, second(slot), Math.min(MAX_HITS, hits(slot) + 1), check(slot));
    } else if (second(slot) == token || hits(slot) <= 1) {
      slots[at] = slot(token, first(slot), 1, check(slot));
    } else {
      slots[at] = slot(first(slot), token, hits(slot) / 2, check(slot));
    }
  }

  /** The likelier next token. */
  static int first(long slot) {
    return (int) (slot >>> 45) - 1;
  }

  /** The other one, -1 if there is none. */
  static int second(long slot) {
    return (int) (slot >>> 26 & TOKEN) - 1;
  }

  static int hits(long slot) {
    return (int) (slot >>> 22 & MAX_HITS);
  }

  private static int check(long slot) {
    return (int) (slot & (1 << 22) - 1);
  }

  private static long slot(int first, int second, int hits, int check) {
    return (first + 1L) << 45 | (second + 1L) << 26 | (long) hits << 22 | check;
  }

  private void grow() {
    long[] old = slots;
    slots = new long[old.length * 2];
    for (int at = 0; at < old.length; at++) {
      if (old[at] != 0) {
        int hash = check(old[at]) << MIN_BITS | at & (1 << MIN_BITS) - 1;
        slots[hash & (slots.length - 1)] = old[at];
      }
    }
  }
}
