package org.simbastream.scoring;

import java.util.List;
import org.simbastream.records.Deviation;
import org.simbastream.records.Deviation.Kind;
import org.simbastream.scoring.deviation.Deviations;
import org.simbastream.state.stream.Baseline;

/**
 * The score of a record, at least 0: how much more telling it is than the records of its stream
 * usually are. How much it deviates is the root of the sum of the squares of its parts, so that one
 * strong part counts for itself, and several weak ones for little; the score holds that against the
 * stream's {@link org.simbastream.state.stream.AlertBar}.
 *
 * @param nats the score
 * @param why its reasons
 * @param rarity how rare its pattern and words are
 * @param after the key's history with the record in it
 */
record RecordScore(double nats, List<Deviation> why, Rarity rarity, KeyHistory after) {

  /**
   * The greatest number of standard deviations that the mean surprisal counts, so that one odd
   * token does not decide the score.
   */
  private static final double MAX_DEVIATIONS = 2;

  private static final double NATS_PER_DEVIATION = 0.5;

  /** The number of records from which the baseline is used. */
  private static final int MIN_BASELINE = 8;

  /** The least standard deviation of a stream's surprisal, in nats per token. */
  private static final double LEAST_DEVIATION = 0.1;

  // From how many standard deviations on a part counts.
  private static final double REPETITION_FROM = 0.5;
  private static final double RATE_FROM = 1.5;
  private static final double HASTE_FROM = 1.5;
  private static final double PAUSE_FROM = 2;

  /** The size from which a part counts by its logarithm, so that none displaces all others. */
  private static final double STRONG = 3;

  private static final double STRONG_WEIGHT = 2;

  /** The size from which a part is a reason. */
  private static final double TOLD = 2;

  /**
   * How much a record deviates.
   *
   * @param surprise how far the costs of its words exceed what is usual
   * @param pause the deviation of the pause before it
   * @param level how rare its level is on the key, in nats
   */
  static double deviation(
      Rarity rarity, double surprise, Deviations found, double pause, double level) {
    double rare = Math.max(0, rarity.excess());
    return Math.sqrt(
        rare * rare
            + square(surprise)
            + square(repetition(found))
            + square(rate(found))
            + square(haste(found))
            + square(paused(pause))
            + level * level);
  }

  private static double square(double deviations) {
    double size =
        deviations <= STRONG ? deviations : STRONG + STRONG_WEIGHT * Math.log(deviations / STRONG);
    return size * size;
  }

  /** Adds the reasons that concern the record as a whole. */
  static void addReasons(Deviations found, double pause, List<Deviation> why) {
    add(Kind.REPETITION, repetition(found), why);
    add(Kind.RATE, Math.max(rate(found), haste(found)), why);
    add(Kind.PAUSE, paused(pause), why);
  }

  private static void add(Kind kind, double nats, List<Deviation> why) {
    if (nats >= TOLD) {
      why.add(Deviation.ofRecord(kind, nats));
    }
  }

  private static double repetition(Deviations found) {
    return Math.max(0, found.repetition() - REPETITION_FROM);
  }

  private static double rate(Deviations found) {
    return Math.max(0, found.rate() - RATE_FROM);
  }

  private static double haste(Deviations found) {
    return Math.max(0, found.haste() - HASTE_FROM);
  }

  private static double paused(double deviations) {
    return Math.max(0, deviations - PAUSE_FROM);
  }

  /** What a record's mean surprisal counts where its words' costs are not known. */
  static double surprise(double surprisal, Baseline usual) {
    if (Double.isNaN(surprisal) || usual.count() < MIN_BASELINE) {
      return 0;
    }
    double deviation = Math.max(LEAST_DEVIATION, Math.sqrt(usual.variance()));
    double deviations = (surprisal - usual.mean()) / deviation;
    return NATS_PER_DEVIATION * Math.min(MAX_DEVIATIONS, Math.max(0, deviations));
  }
}
