package org.simbastream.model.line;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Finds the words that are part of a time: names of days and months beside a number or beside each
 * other, and {@code AM}, {@code PM} and names of time zones after a number. A line is no other kind
 * of line because noon has passed or a month has ended.
 */
final class ClockWords {

  private static final Set<String> CALENDAR =
      Set.of(
          "mon",
          "tue",
          "wed",
          "thu",
          "fri",
          "sat",
          "sun",
          "monday",
          "tuesday",
          "wednesday",
          "thursday",
          "friday",
          "saturday",
          "sunday",
          "jan",
          "feb",
          "mar",
          "apr",
          "may",
          "jun",
          "jul",
          "aug",
          "sep",
          "sept",
          "oct",
          "nov",
          "dec",
          "january",
          "february",
          "march",
          "april",
          "june",
          "july",
          "august",
          "september",
          "october",
          "november",
          "december");

  private static final Set<String> AFTER_A_TIME =
      Set.of(
          "am", "pm", "z", "utc", "gmt", "wet", "west", "cet", "cest", "eet", "eest", "est", "edt",
          "cst", "cdt", "mst", "mdt", "pst", "pdt", "bst", "ist", "jst", "kst", "hkt", "sgt", "msk",
          "aest", "aedt", "nzst", "nzdt");

  private ClockWords() {}

  /** Whether letters beside or within a number tell a time. */
  static boolean isClockWord(String letters) {
    String word = letters.toLowerCase(Locale.ROOT);
    return CALENDAR.contains(word) || AFTER_A_TIME.contains(word) || word.equals("t");
  }

  /** The same pieces, those that are part of a time marked as values. */
  static List<TextSpan> marked(List<TextSpan> pieces) {
    List<TextSpan> marked = new ArrayList<>(pieces);
    for (int i = 0; i < pieces.size(); i++) {
      TextSpan piece = pieces.get(i);
      if (!piece.value() && piece.text().length() <= 9 && isOfTime(pieces, i)) {
        marked.set(i, piece.asValue());
      }
    }
    return marked;
  }

  private static boolean isOfTime(List<TextSpan> pieces, int at) {
    String word = lower(pieces.get(at));
    return CALENDAR.contains(word) && (tellsTime(pieces, at - 1) || tellsTime(pieces, at + 1))
        || AFTER_A_TIME.contains(word) && at > 0 && isNumber(pieces.get(at - 1));
  }

  private static boolean tellsTime(List<TextSpan> pieces, int at) {
    return at >= 0
        && at < pieces.size()
        && (isNumber(pieces.get(at)) || CALENDAR.contains(lower(pieces.get(at))));
  }

  private static boolean isNumber(TextSpan piece) {
    return piece.kind().isEmpty() && Character.isDigit(piece.text().charAt(0));
  }

  private static String lower(TextSpan piece) {
    return piece.text().toLowerCase(Locale.ROOT);
  }
}
