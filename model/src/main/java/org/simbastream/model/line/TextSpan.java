package org.simbastream.model.line;

import java.util.ArrayList;
import java.util.List;
import org.simbastream.annotation.Internal;
import org.simbastream.model.text.TerminalCodes;

/**
 * A stretch of a record's text between white space or punctuation. Terminal codes are left out.
 * Where a script is written without spaces, as Chinese and Japanese, digits separate too.
 *
 * @param text the stretch as it is written
 * @param from the position of its first character in the record's text
 * @param kind the kind of word it is, see {@link WordMask}; empty if it names only an instance
 * @param value whether it names an instance rather than a kind of event: it holds a digit, {@code
 *     /}, {@code \} or {@code @}, or belongs to a time or an address
 * @param endsClause whether punctuation follows it
 */
@Internal
public record TextSpan(String text, int from, String kind, boolean value, boolean endsClause) {

  /** The number of characters that are analysed; the rest of a longer text is ignored. */
  private static final int MAX_CHARACTERS = 1 << 16;

  private static final String SEPARATORS = ",;:=()[]{}<>\"'|`";

  /** The pieces of a text, in order. */
  public static List<TextSpan> of(String text) {
    return of(text, MAX_CHARACTERS);
  }

  /** The pieces of a text's first characters that a terminal shows, in order. */
  public static List<TextSpan> of(String text, int characters) {
    List<TextSpan> pieces = new ArrayList<>();
    int start = TerminalCodes.seenFrom(text);
    int end = Math.min(text.length(), start + characters);
    while (start < end) {
      int code = TerminalCodes.length(text, start);
      if (code > 0) {
        start += code;
        continue;
      }
      int stop = start;
      boolean value = false;
      while (stop < end && !endsPiece(text, start, stop)) {
        value |= marksValue(text.charAt(stop++));
      }
      if (stop > start) {
        String piece = text.substring(start, stop);
        boolean endsClause = punctuationAt(text, stop, end);
        pieces.add(new TextSpan(piece, start, WordMask.of(piece), value, endsClause));
        start = stop;
      } else {
        start++;
      }
    }
    return ClockWords.marked(Addresses.marked(pieces, text));
  }

  /** The position after the stretch that begins at a position. */
  public static int end(String text, int from) {
    int end = from;
    while (end < text.length() && !endsPiece(text, from, end)) {
      end++;
    }
    return end;
  }

  private static boolean endsPiece(String text, int start, int at) {
    return separates(text, at)
        || changesScript(text, start, at)
        || TerminalCodes.length(text, at) > 0;
  }

  /** The same stretch as a value. */
  TextSpan asValue() {
    return new TextSpan(text, from, "", true, endsClause);
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
    if ((c == '\'' || c == '\u2019') && at > 0 && at + 1 < text.length()) { // not that of "can't"
      return !Character.isLetter(text.charAt(at - 1)) || !Character.isLetter(text.charAt(at + 1));
    }
    return Character.isWhitespace(c)
        || c < 128 && (SEPARATORS.indexOf(c) >= 0 || c < ' ')
        || c >= 128 && isPunctuation(c);
  }

  private static boolean isPunctuation(char c) {
    int type = Character.getType(c);
    return type == Character.OTHER_PUNCTUATION
        || type == Character.START_PUNCTUATION
        || type == Character.END_PUNCTUATION
        || type == Character.INITIAL_QUOTE_PUNCTUATION
        || type == Character.FINAL_QUOTE_PUNCTUATION;
  }

  /** Whether digits meet letters of a script without spaces here. */
  private static boolean changesScript(String text, int start, int at) {
    if (at == start) {
      return false;
    }
    char before = text.charAt(at - 1);
    char c = text.charAt(at);
    return Character.isDigit(before) && isUnspaced(c) || isUnspaced(before) && Character.isDigit(c);
  }

  /** Whether a character is a letter of Chinese, Japanese or Korean. */
  private static boolean isUnspaced(char c) {
    return c >= '\u2e80' && c <= '\u9fff'
        || c >= '\uac00' && c <= '\ud7af'
        || c >= '\uf900' && c <= '\ufaff'
        || c >= '\uff66' && c <= '\uff9f';
  }

  private static boolean marksValue(char c) {
    return Character.isDigit(c) || c == '/' || c == '\\' || c == '@';
  }
}
