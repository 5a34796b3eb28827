package org.simbastream.records;

import org.simbastream.annotation.PublicApi;

/**
 * A reason for a record's score.
 *
 * @param kind what deviates
 * @param from the position in the record's text of the first character that deviates; -1 if none
 *     does by itself
 * @param to the position after the last one; -1 likewise
 * @param nats by how much: of a value, an order or an end how much more it cost to read than usual,
 *     in nats; of a pattern, a word or a level how rare it is, in nats; of the others in standard
 *     deviations
 * @param expected the word that usually stands there; empty if none does
 */
@PublicApi
public record Deviation(Kind kind, int from, int to, double nats, String expected) {

  /** Results have two decimals. */
  private static final double ROUNDED = 100;

  /** What deviates. The order stands in savepoints: new kinds go to the end. */
  public enum Kind {
    /** The stream has shown no such record, or hardly any. */
    PATTERN("pattern"),
    /** A word that seldom stands there, or never did. */
    WORD("word"),
    /** A value unlike those that stand there in records of this pattern. */
    VALUE("value"),
    /** A word of the pattern that was not expected after what came before it. */
    ORDER("order"),
    /** The record ends where others of its pattern go on. */
    END("end"),
    /** More records of its pattern than usual. */
    RATE("rate"),
    /** A longer time without records than usual. */
    PAUSE("pause"),
    /** The stream repeats itself more closely than it usually does. */
    REPETITION("repetition"),
    /** It says that it is more severe than the stream's records usually are. */
    LEVEL("level");

    private final String word;

    Kind(String word) {
      this.word = word;
    }

    /** The kind as results name it. */
    public String word() {
      return word;
    }
  }

  /** The same reason with another weight. */
  public Deviation withNats(double otherNats) {
    return new Deviation(kind, from, to, otherNats, expected);
  }

  /** By how much, with the two decimals that results have. */
  public double roundedNats() {
    return Math.round(nats * ROUNDED) / ROUNDED;
  }

  /** A reason that concerns the record as a whole. */
  public static Deviation ofRecord(Kind kind, double nats) {
    return new Deviation(kind, -1, -1, nats, "");
  }
}
