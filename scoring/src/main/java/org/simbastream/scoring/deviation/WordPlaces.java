package org.simbastream.scoring.deviation;

import java.util.BitSet;
import java.util.List;
import org.simbastream.annotation.Internal;

/**
 * Names the places of a record's text, so that what stands in the same place of two records of a
 * pattern is found: by how many words of the pattern came so far, and by how many runs of letters
 * or digits since the last of them began.
 *
 * @param starts the positions in the text at which its words begin, ascending; a word reaches to
 *     the next one
 * @param constants which of the words are part of the pattern; the others are values
 */
@Internal
public record WordPlaces(List<Integer> starts, BitSet constants) {

  private static final int RUN_BITS = 6;

  /**
   * A place.
   *
   * @param number its number in the pattern
   * @param constant whether it belongs to a word of the pattern
   */
  record Place(int number, boolean constant) {}

  /**
   * The places of runs, ascending.
   *
   * @return (runs); a run that has no place of its own has that of the one before it
   */
  Place[] of(List<TextCosts.Run> runs) {
    Place[] places = new Place[runs.size()];
    int next = 0; // word
    int words = 0; // of the pattern
    int since = 0; // runs
    for (int i = 0; i < places.length; i++) {
      while (next < starts.size() && starts.get(next) <= runs.get(i).from()) {
        if (constants.get(next)) {
          words++;
          since = 0;
        }
        next++;
      }
      int run = Math.min(since++, (1 << RUN_BITS) - 1);
      places[i] = new Place(words << RUN_BITS | run, next > 0 && constants.get(next - 1));
    }
    return places;
  }
}
