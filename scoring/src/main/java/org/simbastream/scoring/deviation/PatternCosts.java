package org.simbastream.scoring.deviation;

import java.util.List;
import org.simbastream.annotation.Internal;
import org.simbastream.state.stream.RunningCost;

/**
 * What the records of one pattern usually cost to read.
 *
 * @param line the whole record
 * @param rest what is neither letter nor digit
 * @param end the line feed after it
 * @param recent how many of the key's latest records had the pattern, each one back counting less
 * @param lastRecord the number of the last record with the pattern among the key's records
 * @param places its places in ascending order, {@link #MAX_PLACES} at most
 * @param haste how much faster than usual they follow each other
 */
@Internal
public record PatternCosts(
    RunningCost line,
    RunningCost rest,
    RunningCost end,
    double recent,
    long lastRecord,
    List<PlaceCost> places,
    Haste haste) {

  /** A pattern before its first record. */
  public static final PatternCosts NONE =
      new PatternCosts(
          RunningCost.NONE, RunningCost.NONE, RunningCost.NONE, 0, 0, List.of(), Haste.NONE);

  /** The greatest number of places. */
  static final int MAX_PLACES = 64;

  /** The same after a record of which it is not known what it cost. */
  PatternCosts after(double recentNow, long number, Haste hasteNow) {
    return new PatternCosts(line, rest, end, recentNow, number, places, hasteNow);
  }

  /** The same after a record. */
  PatternCosts after(
      TextCosts costs,
      List<PlaceCost> placesNow,
      double recentNow,
      long number,
      Haste hasteNow,
      int memory) {
    return new PatternCosts(
        plus(line, costs.all(), memory),
        plus(rest, costs.rest(), memory),
        plus(end, costs.end(), memory),
        recentNow,
        number,
        List.copyOf(placesNow),
        hasteNow);
  }

  private static RunningCost plus(RunningCost usual, double value, int memory) {
    return Double.isNaN(value) ? usual : usual.plus(value, memory);
  }
}
