package org.simbastream.cli.compare;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.simbastream.cli.compare.PatternDifference.Change;
import org.simbastream.scoring.PatternLearner;

/**
 * Holds the patterns of two files against each other. Both are read twice: first to learn from both
 * together which words are values, then to count.
 *
 * <p>Given how many lines of both files have a pattern, those of the second follow a binomial
 * distribution if both have the same share of it. The chance of counts as different as these is at
 * most twice {@code exp(−D)}, where D is the relative entropy of the counts (Chernoff's bound).
 *
 * @param differences every pattern, what is least likely first
 * @param linesOfA how many lines of the first file have a pattern
 * @param linesOfB likewise of the second
 * @param unread how many lines could not be read or counted
 */
public record FileComparison(
    List<PatternDifference> differences, long linesOfA, long linesOfB, long unread) {

  /** Places and words that are remembered. */
  private static final int MOST_LEARNT = 1 << 18;

  /**
   * Compares two files.
   *
   * @param level how likely it may be, at most, that any share is told to have changed although
   *     none has, 0 … 1: divided by the number of patterns it is the level for each of them
   * @param leastRatio by what factor a share has to differ, at least
   * @throws IOException if a file can't be read
   * @throws IllegalArgumentException if one is not text; the message tells the remedy
   */
  public static FileComparison of(Path a, Path b, double level, double leastRatio)
      throws IOException {
    PatternLearner learner = new PatternLearner(MOST_LEARNT);
    FilePatterns.learn(a, learner);
    FilePatterns.learn(b, learner);
    FilePatterns inA = FilePatterns.count(a, learner);
    FilePatterns inB = FilePatterns.count(b, learner);
    Map<Long, FilePatterns.Counted> all = new LinkedHashMap<>(inA.patterns());
    all.putAll(inB.patterns()); // its examples
    List<PatternDifference> differences = new ArrayList<>(all.size());
    for (FilePatterns.Counted counted : all.values()) {
      long id = counted.pattern().id();
      Share share = new Share(inA.countOf(id), inA.lines(), inB.countOf(id), inB.lines());
      differences.add(
          new PatternDifference(
              counted.pattern(),
              share.inA,
              share.inB,
              share.change(level / all.size(), leastRatio),
              share.ratio(),
              share.chance(),
              counted.example()));
    }
    differences.sort(
        Comparator.comparingDouble(PatternDifference::chance)
            .thenComparing(Comparator.comparingLong((PatternDifference d) -> -d.inA() - d.inB()))
            .thenComparingLong(d -> d.pattern().id()));
    return new FileComparison(
        List.copyOf(differences), inA.lines(), inB.lines(), inA.unread() + inB.unread());
  }

  /**
   * The lines of a pattern, of all lines.
   *
   * @param inA its lines of the first file
   * @param ofA all lines of that
   * @param inB its lines of the second file
   * @param ofB all lines of that
   */
  record Share(long inA, long ofA, long inB, long ofB) {

    double ratio() {
      return inA == 0 ? Double.POSITIVE_INFINITY : (double) inB / ofB * ofA / inA;
    }

    double chance() {
      double all = (double) ofA + ofB;
      double entropy = part(inA, ofA / all) + part(inB, ofB / all);
      return Math.min(1, 2 * Math.exp(-entropy));
    }

    private double part(long count, double share) {
      return count == 0 ? 0 : count * Math.log(count / ((inA + inB) * share));
    }

    Change change(double level, double leastRatio) {
      if (ofA == 0 || ofB == 0) {
        return Change.NONE; // nothing to compare with
      }
      if (inA == 0 || inB == 0) {
        return inA == 0 ? Change.NEW : Change.GONE;
      }
      if (chance() > level) {
        return Change.NONE;
      }
      if (ratio() >= leastRatio) {
        return Change.UP;
      }
      return ratio() <= 1 / leastRatio ? Change.DOWN : Change.NONE;
    }
  }
}
