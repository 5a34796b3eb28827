package org.simbastream.scoring.deviation;

import java.util.List;
import org.simbastream.annotation.Internal;
import org.simbastream.state.stream.RunningCost;

/**
 * Holds what a record cost to read, and how often its pattern came, against what is usual for its
 * pattern and its key.
 */
@Internal
public final class DeviationBook {

  /** The number of records from which it is known what is usual for a pattern. */
  private static final int KNOWN = 8;

  /** The number of records that means cover. */
  private static final int MEMORY = 200;

  /** A standard deviation, in nats, of what records of one pattern cost, that means nothing. */
  private static final double LINE_FLOOR = 2;

  /** What deviations are before a key shows it. */
  private static final RunningCost ANY = new RunningCost(0, 1, 1);

  private static final double FLOOR = 0.5;

  /** The same of rates, most of which are 0. */
  private static final double RATE_FLOOR = 2;

  /** The greatest deviation of a place that counts in what is usual. */
  private static final double MOST = 30;

  /** The deviation on the key from which the places are a reason. */
  private static final double TOLD = 1;

  /** A standard deviation of haste that means nothing, for what is usual. */
  private static final double HASTE_FLOOR = 1;

  /** The number of records that a rate looks back. */
  private static final int RATE_RECORDS = 16;

  /** The number of records from which a pattern has a usual rate. */
  private static final int USUAL_RATE = 3;

  /**
   * Compares a record with those before it, and adds it to them.
   *
   * @param costs what it cost; null if this is unknown
   * @param words its words' places
   * @param before what records of its pattern cost
   * @param key what is usual on its key
   * @param number its number among the key's records, from 1
   * @param count how many of these had its pattern before
   * @param time its event time, in milliseconds since the epoch; 0 or less if it is not known
   */
  public Deviations read(
      String text,
      TextCosts costs,
      WordPlaces words,
      PatternCosts before,
      KeyCosts key,
      long number,
      long count,
      long time) {
    double recent = 1 + before.recent() * decay(number - before.lastRecord());
    double rateNow = rate(recent, number, count);
    double rate = Math.max(0, key.rate().deviations(rateNow, ANY, RATE_FLOOR));
    Haste hasteNow = before.haste().after(time);
    double haste = above(key.haste(), hasteNow.deviations());
    KeyCosts rated =
        key.withRate(key.rate().plus(rateNow, MEMORY))
            .withHaste(plusHaste(key.haste(), hasteNow.deviations()));
    if (costs == null) {
      return new Deviations(
          0, 0, rate, haste, List.of(), before.after(recent, number, hasteNow), rated);
    }
    PlaceReading places = PlaceReading.of(text, costs, words, before, key.place());
    double place = above(key.most(), places.most());
    KeyCosts after = rated.withPlaces(places.usual(), plus(key.most(), places.most()));
    double repetition = 0;
    double line = costs.all();
    if (!Double.isNaN(line)) {
      double repeats =
          before.line().count() < KNOWN
              ? 0
              : -before.line().deviations(line, key.line(), LINE_FLOOR);
      repetition = above(key.repetition(), repeats);
      after = after.withLine(key.line().plus(line, MEMORY), key.repetition().plus(repeats, MEMORY));
    }
    return new Deviations(
        place,
        repetition,
        rate,
        haste,
        place >= TOLD ? places.told() : List.of(),
        before.after(costs, places.places(), recent, number, hasteNow, MEMORY),
        after);
  }

  /** What is usual for places; a huge deviation does not make all that follow look small. */
  private static RunningCost plus(RunningCost usual, double value) {
    return Double.isNaN(value) ? usual : usual.plus(Math.min(value, MOST), MEMORY);
  }

  /** What is usual for haste; a burst moves it little. */
  private static RunningCost plusHaste(RunningCost usual, double value) {
    double most = usual.mean() + Math.sqrt(usual.variance() + HASTE_FLOOR * HASTE_FLOOR);
    return usual.plus(Math.min(value, most), MEMORY);
  }

  private static double above(RunningCost usual, double value) {
    return Double.isNaN(value) ? 0 : Math.max(0, usual.deviations(value, ANY, FLOOR));
  }

  private static double decay(long records) {
    return Math.pow(1 - 1.0 / RATE_RECORDS, records);
  }

  /**
   * By how much the share of a pattern among the last records exceeds its share so far: the
   * divergence of the one from the other, in nats, times their number; 0 if it does not.
   */
  private static double rate(double recent, long number, long count) {
    double usual = RATE_RECORDS * (count + 1.0) / (number + 1.0);
    return count >= USUAL_RATE && recent > usual ? recent * Math.log(recent / usual) : 0;
  }
}
