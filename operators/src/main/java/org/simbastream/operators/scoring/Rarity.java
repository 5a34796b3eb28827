package org.simbastream.operators.scoring;

/**
 * How rare a record is on its key, in nats, and how rare that key's events are usually.
 *
 * @param pattern rarity of its pattern
 * @param opening rarity of the rarest word of its opening
 * @param usual what is usual on the key for the sum of both
 * @param kindWords how many of its first words name only the kind of line, since many patterns
 *     begin with them
 * @param newPattern whether the pattern was new on the key
 * @param after the key's history with the record in it
 */
record Rarity(
    double pattern,
    double opening,
    double usual,
    int kindWords,
    boolean newPattern,
    KeyHistory after) {

  /** By how much the record is rarer than the key's events usually are; may be negative. */
  double excess() {
    return pattern + opening - usual;
  }
}
