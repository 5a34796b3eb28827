package org.simbastream.cli.drops;

import java.util.Locale;

/**
 * What to do with the records of a pattern.
 *
 * @param kind what
 * @param oneIn which share of them is kept when they are sampled: one in so many
 * @param reason why they are kept; empty if they are not
 */
record Advice(Kind kind, int oneIn, String reason) {

  /** The scores below which records that are for debugging are dropped. */
  private static final double DULL = 1;

  /** The usual share of a sample. */
  private static final int FEWER = 10;

  /** The share from {@link #FEWER} times the least number of records on. */
  private static final int FEWEST = 100;

  /** What to do. */
  enum Kind {
    /** Pass on all. */
    KEEP,
    /** Pass on one in so many. */
    SAMPLE,
    /** Pass on none. */
    DROP;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * What to do with a pattern, by what its records told.
   *
   * @param least how many records it must have to be sampled or dropped
   */
  static Advice of(PatternLines pattern, long least) {
    if (pattern.told() > 0) {
      return keep("it told something");
    }
    if (pattern.isSevere()) {
      return keep("warnings or worse");
    }
    if (pattern.isOfManyLines()) {
      return keep("records of several lines");
    }
    if (pattern.records() < least) {
      return keep("few");
    }
    return pattern.isFine() && pattern.highest() < DULL
        ? new Advice(Kind.DROP, 0, "")
        : new Advice(Kind.SAMPLE, pattern.records() < FEWER * least ? FEWER : FEWEST, "");
  }

  static Advice keep(String reason) {
    return new Advice(Kind.KEEP, 1, reason);
  }

  /** The share of the records that is passed on. */
  double passedOn() {
    return kind == Kind.DROP ? 0 : 1.0 / oneIn;
  }

  /** It in words. */
  String text() {
    return switch (kind) {
      case KEEP -> "keep: " + reason;
      case SAMPLE -> "sample 1 in " + oneIn;
      case DROP -> "drop";
    };
  }
}
