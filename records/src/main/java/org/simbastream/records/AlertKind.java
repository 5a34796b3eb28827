package org.simbastream.records;

import java.util.Comparator;
import java.util.List;
import org.simbastream.annotation.PublicApi;

/**
 * What an alert is about: what deviates most in its records, or that there are none. The order
 * stands in savepoints: new kinds go to the end.
 */
@PublicApi
public enum AlertKind {
  /** See {@link Deviation.Kind#PATTERN}. */
  PATTERN("pattern"),
  /** See {@link Deviation.Kind#WORD}. */
  WORD("word"),
  /** See {@link Deviation.Kind#VALUE}. */
  VALUE("value"),
  /** See {@link Deviation.Kind#ORDER}. */
  ORDER("order"),
  /** See {@link Deviation.Kind#END}. */
  END("end"),
  /** See {@link Deviation.Kind#RATE}. */
  RATE("rate"),
  /** See {@link Deviation.Kind#PAUSE}. */
  PAUSE("pause"),
  /** See {@link Deviation.Kind#REPETITION}. */
  REPETITION("repetition"),
  /** The stream stopped: see {@link Silence}. */
  SILENCE("silence"),
  /** Records with a high score, none of whose reasons is told. */
  OTHER("other"),
  /** See {@link Deviation.Kind#LEVEL}: where nothing else is told. */
  LEVEL("level");

  private final String word;

  AlertKind(String word) {
    this.word = word;
  }

  /** The kind as results name it. */
  public String word() {
    return word;
  }

  /**
   * The kind of the strongest of a record's reasons; of equally strong ones, the first. A level
   * stresses the other reasons and says the least about what happened: it comes last.
   */
  public static AlertKind of(List<Deviation> why) {
    return why.stream()
        .max(
            Comparator.comparing((Deviation reason) -> reason.kind() != Deviation.Kind.LEVEL)
                .thenComparingDouble(Deviation::nats)
                .thenComparing(Deviation::kind, Comparator.reverseOrder()))
        .map(strongest -> of(strongest.kind()))
        .orElse(OTHER);
  }

  private static AlertKind of(Deviation.Kind kind) {
    for (AlertKind each : values()) {
      if (each.word.equals(kind.word())) {
        return each;
      }
    }
    return OTHER;
  }
}
