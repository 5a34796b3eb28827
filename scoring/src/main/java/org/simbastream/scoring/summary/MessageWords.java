package org.simbastream.scoring.summary;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.simbastream.text.Message;
import org.simbastream.text.TextSpan;

/** The words of a line's {@link Message}: which are values, and which end a clause. */
final class MessageWords {

  /** A word with a row of dots up to its value, as {@code parity......0}. */
  private static final Pattern DOTTED = Pattern.compile("(\\p{L}[\\p{L}-]*)\\.{3,}.*");

  private final boolean brief;
  private final List<String> words = new ArrayList<>();
  private final BitSet values = new BitSet();
  private final BitSet ends = new BitSet();
  private final BitSet lineEnds = new BitSet();
  private int depth; // of brackets

  private MessageWords(boolean brief) {
    this.brief = brief;
  }

  /**
   * The words of a message.
   *
   * @param pieces the line's pieces
   * @param brief without asides in brackets; names of code, and both sides of an equals sign, are
   *     values then
   */
  static MessageWords of(String text, Message message, List<TextSpan> pieces, boolean brief) {
    MessageWords words = new MessageWords(brief);
    int from = message.from();
    for (TextSpan piece : pieces) {
      if (piece.from() >= from && piece.from() < message.to()) {
        boolean assigned = words.readBetween(text.substring(from, piece.from()));
        words.read(piece, assigned);
        from = piece.from() + piece.text().length();
      }
    }
    words.readBetween(text.substring(Math.min(from, message.to()), message.to()));
    return words;
  }

  /** The words before the message that name its source. */
  static List<String> source(Message message, List<TextSpan> pieces) {
    return plain(message.head(), message.from(), pieces)
        .filter(word -> word.length() > 1 && !isCode(word))
        .toList();
  }

  /** All words of the line but values and levels. */
  static List<String> all(Message message, List<TextSpan> pieces) {
    return plain(message.head(), message.to(), pieces).toList();
  }

  private static Stream<String> plain(int from, int to, List<TextSpan> pieces) {
    return pieces.stream()
        .filter(piece -> piece.from() >= from && piece.from() < to)
        .filter(piece -> !piece.value() && !piece.kind().isEmpty())
        .map(piece -> bare(piece.text()))
        .filter(word -> hasLetter(word) && !Message.isLevel(word));
  }

  int size() {
    return words.size();
  }

  String get(int word) {
    return words.get(word);
  }

  boolean isValue(int word) {
    return values.get(word);
  }

  boolean endsClause(int word) {
    return ends.get(word);
  }

  boolean endsLine(int word) {
    return lineEnds.get(word);
  }

  /** Reads what stands before a piece; returns whether it assigns the piece to a name. */
  private boolean readBetween(String signs) {
    for (int i = 0; i < signs.length(); i++) {
      char c = signs.charAt(i);
      if (c == '\n') {
        depth = 0;
        endLine();
      } else if (brief && (c == '(' || c == '[')) {
        depth++;
      } else if (brief && (c == ')' || c == ']')) {
        depth = Math.max(0, depth - 1);
      } else if (depth == 0 && !words.isEmpty() && !Character.isWhitespace(c)) {
        ends.set(words.size() - 1);
      }
    }
    boolean assigns = brief && depth == 0 && signs.strip().startsWith("=");
    if (assigns && !words.isEmpty()) {
      values.set(words.size() - 1);
    }
    return assigns;
  }

  private void endLine() {
    if (!words.isEmpty()) {
      ends.set(words.size() - 1);
      lineEnds.set(words.size() - 1);
    }
  }

  private void read(TextSpan piece, boolean assigned) {
    Matcher dotted = DOTTED.matcher(piece.text());
    String word = bare(piece.text());
    if (depth > 0) {
      return;
    }
    if (dotted.matches()) {
      words.add(dotted.group(1));
      ends.set(words.size() - 1);
    } else if (assigned || piece.value() || piece.kind().isEmpty() || brief && isCode(word)) {
      words.add(word);
      values.set(words.size() - 1);
    } else if (hasLetter(word)) {
      words.add(word);
    }
    if (piece.text().endsWith(".") && !words.isEmpty()) {
      ends.set(words.size() - 1);
    }
  }

  /** Whether a word is the qualified name of a piece of code. */
  private static boolean isCode(String word) {
    return word.indexOf('.') >= 0 || word.indexOf('$') >= 0;
  }

  /** Whether a word is more than signs. */
  private static boolean hasLetter(String word) {
    return word.chars().anyMatch(Character::isLetter);
  }

  /** Without the punctuation that decorates its ends. */
  private static String bare(String text) {
    int from = 0;
    int to = text.length();
    while (from < to && decorates(text.charAt(from))) {
      from++;
    }
    while (to > from && decorates(text.charAt(to - 1))) {
      to--;
    }
    return text.substring(from, to);
  }

  private static boolean decorates(char c) {
    return ".*-!?".indexOf(c) >= 0;
  }
}
