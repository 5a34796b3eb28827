package org.simbastream.operators.scoring;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.simbastream.model.annotation.Internal;

/**
 * The shape of a record: its words, with everything that looks like a value left out. Records of
 * one pattern are near-duplicates.
 *
 * @param id a 64-bit digest of the words in order
 * @param words the distinct words, for comparing patterns
 * @param opening 64-bit digests of its first {@link #OPENING} words, each with its place: where
 *     loggers put level, program and source
 */
@Internal
public record RecordPattern(long id, Set<String> words, List<Long> opening) {

  /** The number of words of the opening. */
  static final int OPENING = 3;

  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  /** The pattern of a text. */
  public static RecordPattern of(String text) {
    long id = FNV_OFFSET;
    Set<String> words = new HashSet<>();
    List<Long> opening = new ArrayList<>(OPENING);
    for (TextSpan piece : TextSpan.of(text)) {
      if (!piece.value()) {
        String word = piece.text().toLowerCase(Locale.ROOT);
        words.add(word);
        id = digest(id, word);
        if (opening.size() < OPENING) {
          opening.add(digest(digest(FNV_OFFSET, "place " + opening.size()), word));
        }
      }
    }
    return new RecordPattern(id, words, List.copyOf(opening));
  }

  /** Jaccard similarity of two patterns' words, 0 … 1; 1 for two patterns without words. */
  public static double similarity(Set<String> a, Set<String> b) {
    int common = 0;
    for (String word : a) {
      if (b.contains(word)) {
        common++;
      }
    }
    int all = a.size() + b.size() - common;
    return all == 0 ? 1 : (double) common / all;
  }

  private static long digest(long id, String word) {
    long hash = id;
    for (int i = 0; i < word.length(); i++) {
      hash = (hash ^ word.charAt(i)) * FNV_PRIME;
    }
    return (hash ^ ' ') * FNV_PRIME;
  }
}
