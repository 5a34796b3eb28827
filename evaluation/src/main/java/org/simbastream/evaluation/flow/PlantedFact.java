package org.simbastream.evaluation.flow;

import java.util.SplittableRandom;

/**
 * A fact that occurs once in a stream: the value of an identifier.
 *
 * @param identifier what is asked about
 * @param value what belongs to it
 * @param otherValue what the control says instead; as long, with another first digit
 */
record PlantedFact(String identifier, String value, String otherValue) {

  private static final int LEAST = 10_000;
  private static final int DIGITS = 9;

  /** Draws a fact that occurs in no log. */
  static PlantedFact draw(SplittableRandom random) {
    int first = 1 + random.nextInt(DIGITS);
    int otherFirst = 1 + (first - 1 + 1 + random.nextInt(DIGITS - 1)) % DIGITS;
    return new PlantedFact(
        String.format("s%06x", random.nextInt(1 << 24)),
        Integer.toString(first * LEAST + random.nextInt(LEAST)),
        Integer.toString(otherFirst * LEAST + random.nextInt(LEAST)));
  }

  /** The line that says it, or that asks for it when its end is kept back. */
  String line(String anyValue) {
    return "INFO Registry: session " + identifier + " was opened with ticket " + anyValue;
  }
}
