package org.simbastream.cli.drops;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.simbastream.records.StreamPattern;
import org.simbastream.text.TextSpan;

/**
 * A regular expression for the lines of a pattern: its words as they are written, and between them
 * the separators or as many words as stand there. It is written in what RE2, Rust's and Oniguruma
 * have in common, and without quotes and dollars, which configuration files interpret.
 *
 * @param source the expression
 * @param literal its longest word, which each line has
 */
record LineExpression(String source, String literal) {

  private static final String SEPARATOR = "[\\s,;:=()\\[\\]{}<>\\x22\\x27|\\x60]";
  private static final String SEPARATORS = " \t,;:=()[]{}<>\"'|`";
  private static final String META = "\\.+*?()|[]{}^";

  /** The number of words from which an expression tells lines apart. */
  private static final int FEWEST_WORDS = 2;

  /** The words of a text that its pattern names, and what stands between them. */
  private record Read(List<String> words, List<String> gaps) {}

  /**
   * An expression for the lines of a pattern.
   *
   * @return empty if there is none, as for a pattern of values only
   */
  static Optional<LineExpression> of(PatternLines pattern) {
    List<Boolean> values = new ArrayList<>(); // by gap: whether values stand in it
    List<String> words = new ArrayList<>();
    boolean value = false;
    for (String word : pattern.words()) {
      if (word.equals(StreamPattern.VALUE)) {
        value = true;
      } else {
        values.add(value);
        words.add(word);
        value = false;
      }
    }
    values.add(value || pattern.isCut());
    List<Read> reads = new ArrayList<>();
    for (String text : pattern.texts()) {
      Read read = read(text, pattern);
      if (read == null || read.words.size() != words.size()) {
        return Optional.empty();
      }
      reads.add(read);
    }
    return words.size() < FEWEST_WORDS ? Optional.empty() : Optional.of(of(words, values, reads));
  }

  private static LineExpression of(List<String> kinds, List<Boolean> values, List<Read> reads) {
    StringBuilder source = new StringBuilder("\\A");
    String longest = "";
    for (int i = 0; i <= kinds.size(); i++) {
      int at = i;
      List<String> gaps = reads.stream().map(read -> read.gaps.get(at)).distinct().toList();
      if (i == kinds.size() && !values.get(i)) {
        source.append(separators(gaps.stream().map(String::stripTrailing).distinct().toList()));
        break;
      }
      source.append(values.get(i) ? values(gaps, i == 0, i == kinds.size()) : separators(gaps));
      if (i == kinds.size()) {
        break;
      }
      List<String> written = reads.stream().map(read -> read.words.get(at)).distinct().toList();
      source.append(word(kinds.get(i), written));
      if (written.size() == 1 && written.get(0).length() > longest.length()) {
        longest = written.get(0);
      }
    }
    return new LineExpression(source.append("\\s*\\z").toString(), longest);
  }

  /** What stands between two words without values. */
  private static String separators(List<String> gaps) {
    return gaps.size() == 1 ? quoted(gaps.get(0)) : SEPARATOR + "*";
  }

  /** Values between two words, with the separators around them that each line has. */
  private static String values(List<String> gaps, boolean first, boolean last) {
    String before = first ? "" : leading(common(gaps, false));
    List<String> rests = gaps.stream().map(gap -> gap.substring(before.length())).toList();
    String after = last ? "" : trailing(common(rests, true));
    List<String> middles =
        rests.stream().map(rest -> rest.substring(0, rest.length() - after.length())).toList();
    int least = middles.stream().mapToInt(LineExpression::spaces).min().orElseThrow();
    int most = middles.stream().mapToInt(LineExpression::spaces).max().orElseThrow();
    String words =
        most == 0
            ? ""
            : "(?:\\s+\\S*)" + (least == most ? "{" + least + "}" : "{" + least + "," + most + "}");
    boolean empty = middles.stream().anyMatch(middle -> middle.isEmpty() || startsBlank(middle));
    return quoted(before) + (empty ? "\\S*" : "\\S+") + words + quoted(after);
  }

  private static boolean startsBlank(String text) {
    return !text.isEmpty() && Character.isWhitespace(text.charAt(0));
  }

  /** How many runs of white space a text has. */
  private static int spaces(String text) {
    int runs = 0;
    for (int i = 0; i < text.length(); i++) {
      runs +=
          Character.isWhitespace(text.charAt(i))
                  && (i == 0 || !Character.isWhitespace(text.charAt(i - 1)))
              ? 1
              : 0;
    }
    return runs;
  }

  /** A word of a kind, as it is written. */
  private static String word(String kind, List<String> written) {
    if (written.size() == 1) {
      return quoted(written.get(0));
    }
    if (kind.startsWith("@")) {
      return "[^\\s@]+(?i:" + quoted(kind) + ")";
    }
    boolean path = kind.endsWith("/") || kind.endsWith("\\");
    String masked = quoted(kind).replace("#", "[0-9][0-9.,]*");
    return "(?i:" + masked + ")" + (path ? "[^\\s,;:=()\\[\\]{}<>\\x22\\x27|\\x60]*" : "");
  }

  private static String common(List<String> texts, boolean fromEnd) {
    String first = texts.get(0);
    int length = texts.stream().mapToInt(String::length).min().orElseThrow();
    for (String text : texts) {
      int same = 0;
      while (same < length && at(text, same, fromEnd) == at(first, same, fromEnd)) {
        same++;
      }
      length = same;
    }
    return fromEnd ? first.substring(first.length() - length) : first.substring(0, length);
  }

  private static char at(String text, int i, boolean fromEnd) {
    return text.charAt(fromEnd ? text.length() - 1 - i : i);
  }

  private static String leading(String text) {
    int end = 0;
    while (end < text.length() && SEPARATORS.indexOf(text.charAt(end)) >= 0) {
      end++;
    }
    return text.substring(0, end);
  }

  private static String trailing(String text) {
    int from = text.length();
    while (from > 0 && SEPARATORS.indexOf(text.charAt(from - 1)) >= 0) {
      from--;
    }
    return text.substring(from);
  }

  /** A text as an expression that matches it alone. */
  static String quoted(String text) {
    StringBuilder quoted = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || "\"'$`#\u007f".indexOf(c) >= 0) {
        quoted.append(c == '#' ? "#" : "\\x%02x".formatted((int) c));
      } else {
        quoted.append(META.indexOf(c) >= 0 ? "\\" : "").append(c);
      }
    }
    return quoted.toString();
  }

  /** Finds the pattern's words in a text; null if they are not there. */
  private static Read read(String text, PatternLines pattern) {
    List<TextSpan> pieces = TextSpan.of(text);
    int[] found = aligned(pattern.words(), pieces, pattern.isCut());
    if (found == null) {
      return null;
    }
    List<String> words = new ArrayList<>();
    List<String> gaps = new ArrayList<>();
    int behind = 0;
    for (int piece : found) {
      TextSpan span = pieces.get(piece);
      gaps.add(text.substring(behind, span.from()));
      words.add(span.text());
      behind = span.from() + span.text().length();
    }
    gaps.add(text.substring(behind));
    return new Read(words, gaps);
  }

  /**
   * The pieces that are the pattern's words; one or more stand for each {@link
   * StreamPattern#VALUE}. Null if the text has another pattern.
   *
   * @param open whether more pieces may follow
   */
  private static int[] aligned(List<String> words, List<TextSpan> pieces, boolean open) {
    int[] at = new int[words.size()]; // the piece of each word, for a value the first one
    int word = 0;
    int piece = 0;
    int value = -1; // the last value, which may take one piece more
    int taken = 0; // the pieces from which the words behind it begin
    while (piece < pieces.size() || word < words.size()) {
      if (word < words.size() && piece < pieces.size() && isValue(words.get(word))) {
        value = word;
        at[word++] = piece++;
        taken = piece;
      } else if (word < words.size()
          && piece < pieces.size()
          && words.get(word).equals(pieces.get(piece).kind())) {
        at[word++] = piece++;
      } else if (open && word == words.size()) {
        break;
      } else if (value >= 0 && taken < pieces.size()) {
        word = value + 1;
        piece = ++taken;
      } else {
        return null;
      }
    }
    return IntStream.range(0, words.size())
        .filter(i -> !isValue(words.get(i)))
        .map(i -> at[i])
        .toArray();
  }

  private static boolean isValue(String word) {
    return word.equals(StreamPattern.VALUE);
  }
}
