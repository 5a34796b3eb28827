package org.simbastream.model.recall;

import org.simbastream.annotation.PublicApi;

/**
 * Where in a line a stream is.
 *
 * @param line a hash of the line's completed words; all words with digits are alike
 * @param after the same, beginning with the words of the line before
 * @param word a hash of the word that has begun
 * @param value whether that word has a digit
 */
@PublicApi
public record PlaceState(int line, int after, int word, boolean value) {

  /** Before a stream's first token. */
  static final PlaceState START = new PlaceState(0, 0, 0, false);
}
