package org.simbastream.cli.compare;

import org.simbastream.records.StreamPattern;

/**
 * A pattern in two files.
 *
 * @param pattern the pattern
 * @param inA how many lines of the first file have it
 * @param inB how many lines of the second file have it
 * @param change how the second file differs
 * @param ratio its share of the lines of the second file, divided by that of the first; infinite if
 *     the first has none
 * @param chance how likely counts this different are at most, if both files have the same share of
 *     it and their lines are independent of each other
 * @param example the first line that has it, of the second file if that has any
 */
public record PatternDifference(
    StreamPattern pattern,
    long inA,
    long inB,
    Change change,
    double ratio,
    double chance,
    String example) {

  /** How the second file differs from the first. */
  public enum Change {
    /** Only the second has it. */
    NEW("new"),
    /** Only the first has it. */
    GONE("gone"),
    /** The second has a significantly greater share of it. */
    UP("up"),
    /** The second has a significantly smaller share of it. */
    DOWN("down"),
    /** None of these. */
    NONE("none");

    private final String word;

    Change(String word) {
      this.word = word;
    }

    /** The change as results name it. */
    public String word() {
      return word;
    }
  }
}
