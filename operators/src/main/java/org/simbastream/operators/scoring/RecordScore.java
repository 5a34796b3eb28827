package org.simbastream.operators.scoring;

import org.simbastream.state.Baseline;

/**
 * The score of a record, in nats: how improbable it is on its own stream.
 *
 * <p>Two parts. <b>Rarity</b>: {@code log((N + 1) / (c + 1))}, with c records of its pattern among
 * the key's N before it; a new pattern counts the more, the longer the key is known.
 * <b>Surprise</b>: by how many standard deviations the mean surprisal of its tokens exceeds what
 * this model finds usual on this key. So a strange system is not one long alarm, and no word is bad
 * by itself.
 */
final class RecordScore {

  /** Standard deviations that surprise may count at most, so that one odd token is not all. */
  private static final double MAX_SURPRISE = 4;

  /** Records before the baseline is believed. */
  private static final int MIN_BASELINE = 8;

  /** Nats a token by which every stream's surprisal is taken to scatter at least. */
  private static final double LEAST_DEVIATION = 0.1;

  private RecordScore() {}

  static double of(long seenBefore, long recordsBefore, double surprisal, Baseline usual) {
    double rarity = Math.log((recordsBefore + 1.0) / (seenBefore + 1.0));
    return rarity + surprise(surprisal, usual);
  }

  private static double surprise(double surprisal, Baseline usual) {
    if (Double.isNaN(surprisal) || usual.count() < MIN_BASELINE) {
      return 0;
    }
    double deviation = Math.max(LEAST_DEVIATION, Math.sqrt(usual.variance()));
    return Math.min(MAX_SURPRISE, Math.max(0, (surprisal - usual.mean()) / deviation));
  }
}
