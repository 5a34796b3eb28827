package org.simbastream.scoring;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.simbastream.annotation.Internal;
import org.simbastream.records.StreamPattern;
import org.simbastream.text.EventText;
import org.simbastream.text.TextSpan;

/**
 * The shape of a record as its text alone shows it: its words, each by its kind ({@link
 * TextSpan#kind()}), with {@link #VALUE} where values stand. Which further words vary is learnt on
 * the stream, see {@link PatternBook}.
 *
 * @param id a 64-bit digest of the words in order
 * @param words the words in order, {@link #MAX_WORDS} at most
 */
@Internal
public record RecordPattern(long id, List<String> words) {

  /** What stands for one or more values side by side. */
  static final String VALUE = StreamPattern.VALUE;

  /** The greatest number of words; the rest of a longer record is ignored. */
  private static final int MAX_WORDS = 512;

  /**
   * A pattern with the places of its words in the text.
   *
   * @param pattern the pattern
   * @param starts the position of each word's first character, that of several values the first
   *     one's; empty if the pattern is that of a part of the text, or has no words
   */
  record Placed(RecordPattern pattern, List<Integer> starts) {}

  /** The pattern of a text. */
  public static RecordPattern of(String text) {
    return placed(text).pattern();
  }

  /** The pattern of a text, with the places of its words. */
  static Placed placed(String text) {
    List<String> words = new ArrayList<>();
    List<Integer> starts = new ArrayList<>();
    String event = EventText.of(text);
    for (TextSpan piece : TextSpan.of(event)) {
      boolean value = piece.kind().isEmpty();
      if (value && !words.isEmpty() && words.get(words.size() - 1).equals(VALUE)) {
        continue;
      }
      if (words.size() == MAX_WORDS) {
        break;
      }
      words.add(value ? VALUE : piece.kind());
      starts.add(piece.from());
    }
    RecordPattern pattern = new RecordPattern(Digest.of(words), List.copyOf(words));
    return new Placed(pattern, event.equals(text) ? starts : List.of());
  }

  /** What of a text names its event: of a stack trace the first line and the exceptions. */
  public static String event(String text) {
    return EventText.of(text);
  }

  /** A pattern as results show it. */
  static StreamPattern shown(List<String> words, boolean isNew) {
    return new StreamPattern(Digest.of(words), text(words), isNew);
  }

  /** A pattern's words as one text, {@link StreamPattern#MAX_TEXT} characters of it at most. */
  private static String text(List<String> words) {
    StringBuilder text = new StringBuilder();
    for (String word : words) {
      text.append(text.isEmpty() ? "" : " ").append(word);
      if (text.length() > StreamPattern.MAX_TEXT) {
        int end = StreamPattern.MAX_TEXT - 1;
        text.setLength(Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end);
        return text.append('…').toString();
      }
    }
    return text.toString();
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
