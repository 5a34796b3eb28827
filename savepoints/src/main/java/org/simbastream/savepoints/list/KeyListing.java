package org.simbastream.savepoints.list;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import org.simbastream.savepoints.Progress;
import org.simbastream.savepoints.key.KeyState;
import org.simbastream.savepoints.savepoint.KeyedStates;
import org.simbastream.savepoints.savepoint.Savepoint;

/**
 * The first keys of a savepoint in some order, and the totals of all keys.
 *
 * @param keys the first ones, in order
 * @param totals of all
 */
public record KeyListing(List<KeySummary> keys, Totals totals) {

  /**
   * Lists the keys, holding one at a time in memory.
   *
   * @param top how many to list at most
   */
  public static KeyListing of(Savepoint savepoint, KeyOrder order, int top, Progress progress)
      throws IOException {
    PriorityQueue<KeySummary> first = new PriorityQueue<>(order.comparator().reversed());
    Totals totals = Totals.NONE;
    int parts = savepoint.parts();
    for (int part = 0; part < parts; part++) {
      try (KeyedStates states = savepoint.open(part, parts)) {
        for (String key : states.keys()) {
          KeySummary summary = KeySummary.of(states.readUntimed(key));
          totals = totals.plus(summary);
          first.add(summary);
          if (first.size() > top) {
            first.remove();
          }
          progress.at(part, parts, totals.keys());
        }
      }
    }
    List<KeySummary> keys = new ArrayList<>(first);
    keys.sort(order.comparator());
    return new KeyListing(keys, totals);
  }

  /**
   * One key alone.
   *
   * @throws IOException if there is no such key; the message names the nearest one
   */
  public static KeyListing of(Savepoint savepoint, String key) throws IOException {
    try (KeyedStates states = savepoint.openAround(key)) {
      KeyState state = states.readUntimed(key);
      if (!state.isEmpty()) {
        KeySummary summary = KeySummary.of(state);
        return new KeyListing(List.of(summary), Totals.NONE.plus(summary));
      }
    }
    throw savepoint.unknownKey("--key", key);
  }
}
