package org.simbastream.scoring;

import org.simbastream.annotation.Internal;
import org.simbastream.records.Severity;

/**
 * How severe a key's records say that they are: weights that fade, so that they stand for the
 * latest records.
 *
 * @param records the weight of all records
 * @param warnings that of records at {@link Severity#WARN} or above
 * @param errors at {@link Severity#ERROR} or above
 * @param fatal at {@link Severity#FATAL}
 */
@Internal
public record SeverityShares(double records, double warnings, double errors, double fatal) {

  /** A key without records so far. */
  public static final SeverityShares NONE = new SeverityShares(0, 0, 0, 0);

  // The usual shares: means over those 47 logs of the bundled model's training that name levels in
  // at least three of ten lines. Of a key with few records they are what is known.
  private static final double WARNINGS = 0.073;
  private static final double ERRORS = 0.033;
  private static final double FATAL = 0.003;

  /** How many records of the key what is usual counts as much as. */
  private static final double PRIOR = 100;

  /** The number of records that the weights stand for. */
  private static final double MEMORY = 500;

  /** The greatest rarity, in nats: that a level is rare is not worth an alert by itself. */
  private static final double MOST = 3.5;

  /** How rare records at least as severe are on the key, in nats; 0 below {@link Severity#WARN}. */
  double rarity(Severity severity) {
    if (severity == null || severity.compareTo(Severity.WARN) < 0) {
      return 0;
    }
    double seen =
        severity == Severity.WARN ? warnings : severity == Severity.ERROR ? errors : fatal;
    double usual =
        severity == Severity.WARN ? WARNINGS : severity == Severity.ERROR ? ERRORS : FATAL;
    return Math.min(MOST, Math.log((records + PRIOR) / (seen + PRIOR * usual)));
  }

  /** The shares with one more record; null if it does not say how severe it is. */
  SeverityShares plus(Severity severity) {
    double keep = 1 - 1 / MEMORY;
    return new SeverityShares(
        records * keep + 1,
        warnings * keep + counted(severity, Severity.WARN),
        errors * keep + counted(severity, Severity.ERROR),
        fatal * keep + counted(severity, Severity.FATAL));
  }

  private static int counted(Severity severity, Severity least) {
    return severity != null && severity.compareTo(least) >= 0 ? 1 : 0;
  }
}
