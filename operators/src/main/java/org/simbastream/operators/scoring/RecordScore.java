package org.simbastream.operators.scoring;

import org.simbastream.state.stream.Baseline;

/**
 * The score of a record, in nats, at least 0: how much more telling it is than the records of its
 * stream usually are.
 *
 * <p>{@code max(0, pattern + word - usual + surprise)}. <b>Pattern</b>: {@code log((N + 1) / (c +
 * 1))}, with c records of its pattern among the key's N before the present burst of it; or the
 * logarithm of an eighth of the pause before that burst, in records, if this is more. <b>Word</b>:
 * {@code ((n + 1) / (N + 1))^3 * log((n + 1) / (c + 1))} for the word for which this is greatest; n
 * of the N records had a word in its place, that is after the same two words, and c of them had it.
 * A word counts no more than a new word in its place would, so that free text counts for little.
 * <b>Usual</b>: the mean of both over the key's recent events, so that a new pattern among many new
 * patterns scores low, and the first line of a flood scores higher than the rest. <b>Surprise</b>:
 * half a nat for each standard deviation by which the mean surprisal of its tokens exceeds the
 * model's usual surprisal on this key, one nat at most. No word has a fixed score. A frame of a
 * stack trace has the score 0.
 */
final class RecordScore {

  /**
   * The greatest number of standard deviations that surprise counts, so that one odd token does not
   * decide the score.
   */
  private static final double MAX_DEVIATIONS = 2;

  private static final double NATS_PER_DEVIATION = 0.5;

  /** The number of records from which the baseline is used. */
  private static final int MIN_BASELINE = 8;

  /** The least standard deviation of a stream's surprisal, in nats per token. */
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
