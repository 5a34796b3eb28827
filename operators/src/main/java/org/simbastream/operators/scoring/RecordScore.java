package org.simbastream.operators.scoring;

import org.simbastream.state.Baseline;

/**
 * The score of a record, in nats, at least 0: how much more telling it is than its own stream
 * usually is.
 *
 * <p>{@code max(0, pattern + opening - usual + surprise)}. <b>Pattern</b>: {@code log((N + 1) / (c
 * + 1))}, with c records of its pattern among the key's N before the present burst of it.
 * <b>Opening</b>: the same of the rarest of its first words, where loggers put level, program and
 * source; a word counts for no more than any new word at its place would, so that free text counts
 * for little. <b>Usual</b>: the mean of both over the key's events of late, so that among news no
 * news is told, and the first line of a flood is told before the rest of it. <b>Surprise</b>: half
 * a nat for each standard deviation by which the mean surprisal of its tokens exceeds what this
 * model finds usual on this key, one nat at most. No word is bad by itself.
 */
final class RecordScore {

  /** Standard deviations that surprise may count at most, so that one odd token is not all. */
  private static final double MAX_DEVIATIONS = 2;

  private static final double NATS_PER_DEVIATION = 0.5;

  /** Records before the baseline is believed. */
  private static final int MIN_BASELINE = 8;

  /** Nats a token by which every stream's surprisal is taken to scatter at least. */
  private static final double LEAST_DEVIATION = 0.1;

  private RecordScore() {}

  static double of(Rarity rarity, double surprisal, Baseline usual) {
    return Math.max(0, rarity.excess() + surprise(surprisal, usual));
  }

  private static double surprise(double surprisal, Baseline usual) {
    if (Double.isNaN(surprisal) || usual.count() < MIN_BASELINE) {
      return 0;
    }
    double deviation = Math.max(LEAST_DEVIATION, Math.sqrt(usual.variance()));
    double deviations = (surprisal - usual.mean()) / deviation;
    return NATS_PER_DEVIATION * Math.min(MAX_DEVIATIONS, Math.max(0, deviations));
  }
}
