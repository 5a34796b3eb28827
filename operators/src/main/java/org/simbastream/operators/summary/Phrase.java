package org.simbastream.operators.summary;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.simbastream.model.line.TextSpan;

/**
 * The content of a line in a few words: without the words that name the kind of line, without
 * values and without words that only introduce a value ({@code of size}, {@code from}).
 */
final class Phrase {

  private static final int MAX_WORDS = 8;

  /** The number of characters that are looked at; a longer text's rest adds nothing to its gist. */
  static final int MAX_CHARACTERS = 2_000;

  /** The number of words from which a stretch between two values counts as content. */
  private static final int SAYS_SOMETHING = 2;

  /** Words that are removed at either end of a stretch. */
  private static final Set<String> FUNCTION_WORDS =
      Set.of(
          "a", "an", "the", "of", "to", "for", "from", "in", "on", "at", "by", "with", "is", "are",
          "was", "were", "be", "been", "has", "have", "had", "and", "as", "during", "while", "via",
          "it", "its", "this", "that");

  private final List<String> told = new ArrayList<>();
  private final List<String> stretch = new ArrayList<>();

  private Phrase() {}

  /**
   * The phrase of a line.
   *
   * @param openingWords how many of its first words name only the kind of line
   * @return the words with a space between; empty for a line of values
   */
  static String of(String text, int openingWords) {
    List<TextSpan> pieces = TextSpan.of(text, MAX_CHARACTERS);
    int from = 0;
    for (int words = 0; words < openingWords && from < pieces.size(); from++) {
      words += pieces.get(from).kind().isEmpty() ? 0 : 1;
    }
    String phrase = new Phrase().of(pieces.subList(from, pieces.size()));
    return phrase.isEmpty() ? new Phrase().of(pieces) : phrase;
  }

  private String of(List<TextSpan> pieces) {
    for (TextSpan piece : pieces) {
      String word = bare(piece.text());
      if (piece.value() || word.indexOf('.') >= 0 || word.indexOf('$') >= 0) {
        endStretch(false); // a value, or the qualified name of a piece of code
      } else {
        if (!word.isEmpty()) {
          stretch.add(word);
        }
        if (piece.endsClause() || piece.text().endsWith(".")) {
          endStretch(false);
        }
      }
    }
    endStretch(true);
    return String.join(" ", told.subList(0, Math.min(MAX_WORDS, told.size())));
  }

  private void endStretch(boolean textEnds) {
    while (!stretch.isEmpty() && isFunctionWord(stretch.get(stretch.size() - 1))) {
      stretch.remove(stretch.size() - 1);
    }
    while (!stretch.isEmpty() && isFunctionWord(stretch.get(0))) {
      stretch.remove(0);
    }
    long saying = stretch.stream().filter(word -> !isFunctionWord(word)).count();
    if (saying >= SAYS_SOMETHING || saying > 0 && (told.isEmpty() || textEnds)) {
      told.addAll(stretch);
    }
    stretch.clear();
  }

  private static boolean isFunctionWord(String word) {
    return FUNCTION_WORDS.contains(word.toLowerCase(Locale.ROOT));
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
