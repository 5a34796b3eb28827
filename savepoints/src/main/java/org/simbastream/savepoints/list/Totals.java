package org.simbastream.savepoints.list;

/**
 * The totals of all keys.
 *
 * @param keys how many they are
 * @param tokens tokens read
 * @param layerBytes size of their hidden states
 * @param recallBytes size of their recalls
 * @param patterns patterns remembered
 */
public record Totals(long keys, long tokens, long layerBytes, long recallBytes, long patterns) {

  static final Totals NONE = new Totals(0, 0, 0, 0, 0);

  Totals plus(KeySummary key) {
    return new Totals(
        keys + 1,
        tokens + key.tokens(),
        layerBytes + key.layerBytes(),
        recallBytes + key.recallBytes(),
        patterns + key.patterns());
  }
}
