package org.simbastream.operators.scoring;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.simbastream.model.annotation.Internal;

/**
 * A stretch of a record's text between white space or punctuation.
 *
 * @param text the stretch as it is written
 * @param value whether it names an instance rather than a kind of event: a number, an identifier,
 *     an address, a path, or the day that a line begins with
 * @param endsClause whether punctuation follows it
 */
@Internal
public record TextSpan(String text, boolean value, boolean endsClause) {

  /** The number of characters that are analysed; the rest of a longer text is ignored. */
  private static final int MAX_CHARACTERS = 2_000;

  /** Names of days and months, which are part of the time at the beginning of a line. */
  private static final Set<String> CALENDAR =
      Set.of(
          "mon", "tue", "wed", "thu", "fri", "sat", "sun", "jan", "feb", "mar", "apr", "may", "jun",
          "jul", "aug", "sep", "oct", "nov", "dec");

  /** The pieces of a text, in order. */
  public static List<TextSpan> of(String text) {
    List<TextSpan> pieces = new ArrayList<>();
    boolean words = false;
    int end = Math.min(text.length(), MAX_CHARACTERS);
    int start = 0;
    while (start < end) {
      int stop = start;
      boolean value = false;
      while (stop < end && !separates(text, stop)) {
        value |= marksValue(text.charAt(stop++));
      }
      if (stop > start) {
        String piece = text.substring(start, stop);
        value |= !words && CALENDAR.contains(piece.toLowerCase(Locale.ROOT));
        words |= !value;
        pieces.add(new TextSpan(piece, value, punctuationAt(text, stop, end)));
      }
      start = stop + 1;
    }
    return pieces;
  }

  /** Whether punctuation stands between here and the next piece. */
  private static boolean punctuationAt(String text, int from, int end) {
    for (int i = from; i < end && separates(text, i); i++) {
      if (!Character.isWhitespace(text.charAt(i))) {
        return true;
      }
    }
    return false;
  }

  private static boolean separates(String text, int at) {
    char c = text.charAt(at);
    if (c == '\'' && at > 0 && at + 1 < text.length()) { // not that of "can't"
      return !Character.isLetter(text.charAt(at - 1)) || !Character.isLetter(text.charAt(at + 1));
    }
    return Character.isWhitespace(c) || ",;:=()[]{}<>\"'|".indexOf(c) >= 0;
  }

  private static boolean marksValue(char c) {
    return Character.isDigit(c) || c == '/' || c == '\\' || c == '@';
  }
}
