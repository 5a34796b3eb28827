package org.simbastream.scoring.deviation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.simbastream.records.Deviation;
import org.simbastream.records.Deviation.Kind;
import org.simbastream.state.stream.RunningCost;

/** Compares what the places of one record cost with what is usual there. */
final class PlaceReading {

  /** The number of places from which it is known what is usual on a key. */
  private static final int KNOWN = 50;

  /** A standard deviation, in nats, of what one place costs, that means nothing. */
  private static final double FLOOR = 2;

  /** The number of places that a key's mean covers. */
  private static final int MEMORY = 2000;

  /** The greatest cost, in nats, that counts in what is usual on a key. */
  private static final double MOST_NATS = 100;

  /** What a place deviates by at least to be told: in standard deviations, and in nats. */
  private static final double TOLD_DEVIATIONS = 2;

  private static final double TOLD_NATS = 2;

  /** What it deviates by at least, as a share of the most deviating place. */
  private static final double TOLD_SHARE = 0.5;

  /** The greatest number of places that are told. */
  private static final int MAX_TOLD = 4;

  private final List<PlaceCost> places = new ArrayList<>();
  private final List<Found> found = new ArrayList<>();
  private RunningCost usual;
  private double most = Double.NaN;

  /** A place that deviates. */
  private record Found(double deviations, Deviation deviation) {}

  private PlaceReading(RunningCost usual) {
    this.usual = usual;
  }

  /**
   * Compares a record's places.
   *
   * @param usual what is usual for a place of the key
   */
  static PlaceReading of(
      String text, TextCosts costs, WordPlaces words, PatternCosts before, RunningCost usual) {
    PlaceReading reading = new PlaceReading(usual);
    reading.readPlaces(text, costs.runs(), words.of(costs.runs()), before.places());
    if (!Double.isNaN(costs.rest())) {
      int end = text.length();
      reading.compare(before.rest(), costs.rest(), 0, null);
      Deviation ends = new Deviation(Kind.END, end, end, 0, "");
      reading.compare(before.end(), costs.end(), 0, ends);
    }
    return reading;
  }

  /**
   * By how many standard deviations the most deviating place exceeds what is usual there; NaN if it
   * is not yet known what is usual on the key.
   */
  double most() {
    return most;
  }

  /** The pattern's places with this record in them, ascending; the most used of too many. */
  List<PlaceCost> places() {
    if (places.size() <= PatternCosts.MAX_PLACES) {
      return places;
    }
    return places.stream()
        .sorted(
            Comparator.comparingLong((PlaceCost place) -> -place.cost().count())
                .thenComparingInt(PlaceCost::place))
        .limit(PatternCosts.MAX_PLACES)
        .sorted(Comparator.comparingInt(PlaceCost::place))
        .toList();
  }

  /** What is usual for a place of the key, with these. */
  RunningCost usual() {
    return usual;
  }

  /** The most deviating places, in the order of the text. */
  List<Deviation> told() {
    return found.stream()
        .filter(f -> f.deviations() >= TOLD_SHARE * most)
        .sorted(Comparator.comparingDouble(Found::deviations).reversed())
        .limit(MAX_TOLD)
        .map(Found::deviation)
        .sorted(Comparator.comparingInt(Deviation::from))
        .toList();
  }

  /** Walks through the record's places and those that are known side by side. */
  private void readPlaces(
      String text, List<TextCosts.Run> runs, WordPlaces.Place[] of, List<PlaceCost> known) {
    int next = 0;
    int last = -1;
    for (int i = 0; i < of.length; i++) {
      int place = of[i].number();
      if (place == last) {
        continue;
      }
      last = place;
      while (next < known.size() && known.get(next).place() < place) {
        places.add(known.get(next++));
      }
      boolean isKnown = next < known.size() && known.get(next).place() == place;
      PlaceCost before = isKnown ? known.get(next++) : PlaceCost.of(place);
      TextCosts.Run run = runs.get(i);
      String word = text.substring(run.from(), run.to());
      boolean value = !of[i].constant() || Character.isDigit(word.charAt(0));
      Kind kind = value ? Kind.VALUE : Kind.ORDER;
      String expected = before.expected().equals(word) ? "" : before.expected();
      double rarity = value ? before.values().rarity(word) : 0;
      Deviation deviation = new Deviation(kind, run.from(), run.to(), 0, expected);
      compare(before.cost(), run.nats(), rarity, deviation);
      places.add(before.plus(run.nats(), word));
    }
    places.addAll(known.subList(next, known.size()));
  }

  /**
   * Compares one place.
   *
   * @param rarity how much rarer its value is than values there usually are, in nats; as many
   *     standard deviations are added as are as rare in a normal distribution, roughly
   * @param deviation what it is told as; null if it is not
   */
  private void compare(RunningCost cost, double nats, double rarity, Deviation deviation) {
    if (usual.count() >= KNOWN) {
      double deviations = cost.deviations(nats, usual, FLOOR) + Math.sqrt(2 * rarity);
      double excess = Math.max(cost.excess(nats, usual), rarity);
      most = Double.isNaN(most) ? Math.max(0, deviations) : Math.max(most, deviations);
      if (deviation != null && deviations >= TOLD_DEVIATIONS && excess >= TOLD_NATS) {
        found.add(new Found(deviations, deviation.withNats(excess)));
      }
    }
    usual = usual.plus(Math.min(nats, MOST_NATS), MEMORY);
  }
}
