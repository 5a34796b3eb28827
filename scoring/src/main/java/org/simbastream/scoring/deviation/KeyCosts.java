package org.simbastream.scoring.deviation;

import org.simbastream.annotation.Internal;
import org.simbastream.state.stream.RunningCost;

/**
 * What is usual on a key, whatever the pattern of a record.
 *
 * @param place what one place of a record costs, in nats
 * @param line what a whole record costs, in nats
 * @param most by how much the most deviating place of a record deviates
 * @param repetition by how much a record costs less than others of its pattern
 * @param rate how much more often than usual its pattern came lately
 * @param pause the logarithm of the seconds between two records
 * @param haste how much faster than usual the records of a pattern follow each other
 */
@Internal
public record KeyCosts(
    RunningCost place,
    RunningCost line,
    RunningCost most,
    RunningCost repetition,
    RunningCost rate,
    RunningCost pause,
    RunningCost haste) {

  /** A key without records so far. */
  public static final KeyCosts NONE =
      new KeyCosts(
          RunningCost.NONE,
          RunningCost.NONE,
          RunningCost.NONE,
          RunningCost.NONE,
          RunningCost.NONE,
          RunningCost.NONE,
          RunningCost.NONE);

  /** The same with other places. */
  KeyCosts withPlaces(RunningCost placeNow, RunningCost mostNow) {
    return new KeyCosts(placeNow, line, mostNow, repetition, rate, pause, haste);
  }

  /** The same with other lines. */
  KeyCosts withLine(RunningCost lineNow, RunningCost repetitionNow) {
    return new KeyCosts(place, lineNow, most, repetitionNow, rate, pause, haste);
  }

  /** The same with another pause. */
  KeyCosts withPause(RunningCost now) {
    return new KeyCosts(place, line, most, repetition, rate, now, haste);
  }

  /** The same with another rate. */
  KeyCosts withRate(RunningCost now) {
    return new KeyCosts(place, line, most, repetition, now, pause, haste);
  }

  /** The same with another haste. */
  KeyCosts withHaste(RunningCost now) {
    return new KeyCosts(place, line, most, repetition, rate, pause, now);
  }
}
