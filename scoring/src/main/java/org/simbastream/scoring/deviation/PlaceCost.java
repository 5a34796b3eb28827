package org.simbastream.scoring.deviation;

import org.simbastream.annotation.Internal;
import org.simbastream.state.stream.RunningCost;

/**
 * What stands in one place of a pattern's records.
 *
 * @param place the place, see {@link WordPlaces}
 * @param cost what it usually costs to read
 * @param word the word that stands there most, as far as this is known; or empty
 * @param votes by how many records it leads, {@link #MAX_VOTES} at most
 * @param values how often its most frequent words stood there
 */
@Internal
public record PlaceCost(int place, RunningCost cost, String word, int votes, ValueCounts values) {

  /** The greatest number of votes, so that another word can take over. */
  private static final int MAX_VOTES = 64;

  /** The number of votes from which a word is expected. */
  private static final int EXPECTED = 8;

  /** The greatest length of a word; a longer one counts as none. */
  private static final int LONGEST = 16;

  /** The number of values that a place's mean covers. */
  private static final int MEMORY = 200;

  /** A place before its first record. */
  static PlaceCost of(int place) {
    return new PlaceCost(place, RunningCost.NONE, "", 0, ValueCounts.NONE);
  }

  /** The same place with one more word in it: the most frequent one wins by majority vote. */
  PlaceCost plus(double nats, String now) {
    RunningCost costNow = cost.plus(nats, MEMORY);
    ValueCounts valuesNow = values.plus(now);
    if (now.length() <= LONGEST && now.equals(word)) {
      return new PlaceCost(place, costNow, word, Math.min(MAX_VOTES, votes + 1), valuesNow);
    }
    if (votes > 0) {
      return new PlaceCost(place, costNow, word, votes - 1, valuesNow);
    }
    return now.length() <= LONGEST
        ? new PlaceCost(place, costNow, now, 1, valuesNow)
        : new PlaceCost(place, costNow, "", 0, valuesNow);
  }

  /** The word that is expected there; empty for none. */
  String expected() {
    return votes >= EXPECTED ? word : "";
  }
}
