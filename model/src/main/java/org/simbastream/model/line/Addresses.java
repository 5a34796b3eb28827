package org.simbastream.model.line;

import java.util.ArrayList;
import java.util.List;

/**
 * Finds hardware and IPv6 addresses: short hexadecimal numbers, joined by colons, of which some
 * look like words ({@code FF:EA:9F:15}).
 */
final class Addresses {

  /** The least number of joined parts. */
  private static final int PARTS = 4;

  /** The greatest number of characters of a part. */
  private static final int LONGEST = 4;

  private Addresses() {}

  /** The same pieces of a text, those that are part of an address marked as values. */
  static List<TextSpan> marked(List<TextSpan> pieces, String text) {
    if (text.indexOf(':') < 0) {
      return pieces;
    }
    List<TextSpan> marked = new ArrayList<>(pieces);
    int start = 0;
    while (start < pieces.size()) {
      int end = start;
      while (end < pieces.size()
          && isHexadecimal(pieces.get(end).text())
          && (end == start || joined(pieces.get(end - 1), pieces.get(end), text))) {
        end++;
      }
      if (end - start >= PARTS) {
        for (int i = start; i < end; i++) {
          marked.set(i, pieces.get(i).asValue());
        }
      }
      start = Math.max(end, start + 1);
    }
    return marked;
  }

  /** Whether one colon, or two where zeros are left out, joins two pieces. */
  private static boolean joined(TextSpan before, TextSpan after, String text) {
    int end = before.from() + before.text().length();
    int between = after.from() - end;
    return text.charAt(end) == ':' && (between == 1 || between == 2 && text.charAt(end + 1) == ':');
  }

  private static boolean isHexadecimal(String piece) {
    for (int i = 0; i < piece.length(); i++) {
      if (Character.digit(piece.charAt(i), 16) < 0) {
        return false;
      }
    }
    return piece.length() <= LONGEST;
  }
}
