package org.simbastream.model.recall;

/**
 * A bounded hash table from contexts to the token that followed them last. It starts small and
 * doubles as it fills; at its greatest size contexts with correct predictions stay, and others are
 * replaced.
 *
 * <p>A slot is one int: token + 1 (16 bits), how many times in a row the token was right (3 bits),
 * and 13 bits of the context's hash above those of the smallest table's index, which tell the
 * contexts of one slot apart and by which the table can grow.
 */
final class ExpectationTable {

  static final int MIN_BITS = 10;
  static final int MAX_BITS = 14;

  /** The greatest number of a run of hits that is counted. */
  static final int MAX_HITS = 7;

  /** Token ids are below this. */
  static final int MAX_TOKENS = (1 << 16) - 1;

  private static final int CHECK_BITS = 13;
  private static final int CHECK = (1 << CHECK_BITS) - 1;
  private static final int ONE_HIT = 1 << CHECK_BITS;

  private int[] slots; // (1 << bits)
  private int used;

  ExpectationTable(int[] before) {
    this.slots = before.length == 0 ? new int[1 << MIN_BITS] : before.clone();
    for (int slot : slots) {
      used += slot == 0 ? 0 : 1;
    }
  }

  int[] values() {
    return slots;
  }

  /** The slot of a context, 0 if there is none. */
  int find(int hash) {
    int slot = slots[hash & slots.length - 1];
    return slot != 0 && (slot & CHECK) == check(hash) ? slot : 0;
  }

  /** Records that a token followed a context. */
  void learn(int hash, int token) {
    int at = hash & slots.length - 1;
    int slot = slots[at];
    if (slot == 0) {
      slots[at] = slot(token, 0, check(hash));
      if (++used > slots.length / 2 && slots.length < 1 << MAX_BITS) {
        grow();
      }
    } else if ((slot & CHECK) != check(hash)) {
      slots[at] = hits(slot) > 1 ? slot - ONE_HIT : slot(token, 0, check(hash));
    } else if (token(slot) == token) {
      slots[at] = hits(slot) < MAX_HITS ? slot + ONE_HIT : slot;
    } else {
      slots[at] =
          hits(slot) == 0
              ? slot(token, 0, check(hash))
              : slot(token(slot), hits(slot) / 2, check(hash));
    }
  }

  /** The token that followed. */
  static int token(int slot) {
    return (slot >>> 16) - 1;
  }

  /** How many times in a row it was right before, at most {@link #MAX_HITS}. */
  static int hits(int slot) {
    return slot >>> CHECK_BITS & MAX_HITS;
  }

  private static int check(int hash) {
    return hash >>> MIN_BITS & CHECK;
  }

  private static int slot(int token, int hits, int check) {
    return token + 1 << 16 | hits << CHECK_BITS | check;
  }

  private void grow() {
    int[] old = slots;
    slots = new int[old.length * 2];
    for (int at = 0; at < old.length; at++) {
      if (old[at] != 0) {
        int hash = (old[at] & CHECK) << MIN_BITS | at & (1 << MIN_BITS) - 1;
        slots[hash & slots.length - 1] = old[at];
      }
    }
  }
}
