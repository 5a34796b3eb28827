package org.simbastream.scoring.deviation;

import java.util.Arrays;
import org.simbastream.annotation.Internal;

/**
 * How often the most frequent values of a place stood there. If there are more than {@link #MOST},
 * a new one takes the count of the least frequent (Space-Saving; Metwally and others, 2005), so
 * that a place where every value is another one has no rare ones. Immutable.
 */
@Internal
public final class ValueCounts {

  /** No value yet. */
  public static final ValueCounts NONE = new ValueCounts(new int[0]);

  /** The greatest number of values. */
  public static final int MOST = 8;

  private static final int COUNT_BITS = 16;
  private static final int MAX_COUNT = (1 << COUNT_BITS) - 1;

  private final int[] entries; // (values): a hash of the value, and its count

  private ValueCounts(int[] entries) {
    this.entries = entries;
  }

  /**
   * Counts as they were stored.
   *
   * @param entries (at most {@link #MOST})
   */
  public static ValueCounts of(int[] entries) {
    return new ValueCounts(entries.clone());
  }

  /** What {@link #of} takes. */
  public int[] entries() {
    return entries.clone();
  }

  /** The counts with one more value. */
  ValueCounts plus(String value) {
    int hash = hash(value);
    int at = find(hash);
    int least = least();
    boolean known = at >= 0;
    boolean grows = !known && entries.length < MOST;
    int[] now = Arrays.copyOf(entries, grows ? entries.length + 1 : entries.length);
    int place = known ? at : grows ? entries.length : least;
    int before = known ? count(at) : grows ? 0 : count(least);
    if (before == MAX_COUNT) {
      for (int i = 0; i < now.length; i++) {
        now[i] = now[i] & ~MAX_COUNT | (now[i] & MAX_COUNT) / 2;
      }
      before /= 2;
    }
    now[place] = hash << COUNT_BITS | before + 1;
    return new ValueCounts(now);
  }

  /**
   * How much rarer a value is than values there usually are, in nats; at least 0. Usual is the mean
   * of what is rare of the values so far, their entropy.
   */
  double rarity(String value) {
    double all = 0;
    for (int i = 0; i < entries.length; i++) {
      all += count(i);
    }
    if (all == 0) {
      return 0;
    }
    double usual = 0;
    for (int i = 0; i < entries.length; i++) {
      usual += count(i) / all * Math.log(all / Math.max(1, count(i)));
    }
    int at = find(hash(value));
    double counted = at >= 0 ? count(at) : entries.length < MOST ? 0 : count(least());
    return Math.max(0, Math.log((all + 1) / (counted + 1)) - usual);
  }

  private int count(int at) {
    return entries[at] & MAX_COUNT;
  }

  private int find(int hash) {
    for (int i = 0; i < entries.length; i++) {
      if (entries[i] >>> COUNT_BITS == hash) {
        return i;
      }
    }
    return -1;
  }

  private int least() {
    int least = 0;
    for (int i = 1; i < entries.length; i++) {
      least = count(i) < count(least) ? i : least;
    }
    return least;
  }

  private static int hash(String value) {
    return value.hashCode() * 0x9E3779B9 >>> COUNT_BITS;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ValueCounts counts && Arrays.equals(entries, counts.entries);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(entries);
  }

  @Override
  public String toString() {
    return Arrays.toString(entries);
  }
}
