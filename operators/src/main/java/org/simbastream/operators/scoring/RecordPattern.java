package org.simbastream.operators.scoring;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.simbastream.model.annotation.Internal;

/**
 * The shape of a record as its text alone shows it: its words, each by its kind ({@link WordMask}),
 * with {@link #VALUE} where values stand. Which further words vary is learnt on the stream, see
 * {@link PatternBook}.
 *
 * @param id a 64-bit digest of the words in order
 * @param words the words in order, {@link #MAX_WORDS} at most
 */
@Internal
public record RecordPattern(long id, List<String> words) {

  /** What stands for one or more values side by side. */
  static final String VALUE = "<*>";

  /** The greatest number of words; the rest of a longer record is ignored. */
  private static final int MAX_WORDS = 512;

  /** The pattern of a text. */
  public static RecordPattern of(String text) {
    List<String> words = new ArrayList<>();
    for (TextSpan piece : TextSpan.of(EventText.of(text))) {
      if (!piece.kind().isEmpty()) {
        words.add(piece.kind());
      } else if (words.isEmpty() || !words.get(words.size() - 1).equals(VALUE)) {
        words.add(VALUE);
      }
      if (words.size() == MAX_WORDS) {
        break;
      }
    }
    return new RecordPattern(Digest.of(words), List.copyOf(words));
  }

  /** The distinct words without values, for comparing records. */
  public Set<String> vocabulary() {
    Set<String> distinct = new LinkedHashSet<>(words);
    distinct.remove(VALUE);
    return distinct;
  }

  /** Jaccard similarity of two records' words, 0 … 1; 1 for two records without words. */
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
}
