package org.simbastream.scoring;

import java.util.BitSet;
import org.simbastream.records.StreamPattern;

/**
 * How rare a record is on its key, in nats, and how rare that key's events are usually.
 *
 * @param id a 64-bit digest of its pattern as far as the key's words are learnt
 * @param shown its pattern as results show it
 * @param pattern rarity of its pattern
 * @param word rarity of its rarest word in its place
 * @param rarestWord that word's place among the record's words; -1 if none is rare
 * @param constants which of the record's words belong to its pattern
 * @param count how many records of the key had the pattern before
 * @param usual what is usual on the key for the sum of both
 * @param newPattern whether the pattern was new on the key
 * @param after the key's history with the record in it
 */
record Rarity(
    long id,
    StreamPattern shown,
    double pattern,
    double word,
    int rarestWord,
    BitSet constants,
    long count,
    double usual,
    boolean newPattern,
    KeyHistory after) {

  /** By how much the record is rarer than the key's events usually are; may be negative. */
  double excess() {
    return pattern + word - usual;
  }
}
