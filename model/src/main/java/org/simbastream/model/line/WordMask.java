package org.simbastream.model.line;

import java.util.Locale;

/**
 * The kind of a word: in lower case, its digits replaced by {@code #}. A word that names only an
 * instance has none: a number, a time, an address, a hexadecimal or random identifier.
 *
 * <p>{@code oauth2} is {@code oauth#}, {@code ORA-00600} is {@code ora-#}, {@code -3} is {@code
 * -#}. Of a path the beginning counts, and of a mail address the domain: {@code /srv/data/part-7}
 * is {@code /srv/}, {@code ann@shop.example} is {@code @shop.example}. {@code 137}, {@code
 * 10.0.0.7}, {@code 0x1f}, {@code 7d9f8b6c5} and {@code QDe5DdMS} are values.
 */
final class WordMask {

  /** The number of hexadecimal digits, one of them a decimal digit, from which a word is one. */
  private static final int HEXADECIMAL = 6;

  /** The number of characters from which a word can be a random identifier. */
  private static final int RANDOM = 8;

  /** The greatest number of letters and digits in turn of a word that was made up by people. */
  private static final int MOST_TURNS = 3;

  private WordMask() {}

  /** The kind of a word; empty for a value. */
  static String of(String word) {
    int at = word.indexOf('@');
    if (at > 0 && word.indexOf('.', at) > 0) {
      return kind(word.substring(at));
    }
    int slash = pathBegins(word);
    return kind(slash > 0 ? word.substring(0, slash + 1) : word);
  }

  /**
   * The position of the separator after a path's first name; 0 if the word is no path, as {@code
   * read/write}.
   */
  private static int pathBegins(String word) {
    int first = separator(word, 0);
    if (first < 0) {
      return 0;
    }
    int names = first;
    while (names + 1 < word.length() && isSeparator(word.charAt(names + 1))) {
      names++; // as in http://
    }
    if (first > 0) {
      return separator(word, names + 1) < 0 && names == first ? 0 : first;
    }
    return Math.max(0, separator(word, names + 1));
  }

  private static int separator(String word, int from) {
    for (int i = from; i < word.length(); i++) {
      if (isSeparator(word.charAt(i))) {
        return i;
      }
    }
    return -1;
  }

  private static boolean isSeparator(char c) {
    return c == '/' || c == '\\';
  }

  private static String kind(String word) {
    int digits = 0;
    int letters = 0;
    for (int i = 0; i < word.length(); i++) {
      digits += Character.isDigit(word.charAt(i)) ? 1 : 0;
      letters += Character.isLetter(word.charAt(i)) ? 1 : 0;
    }
    if (digits == 0) {
      return letters > 0 && hasRandomPart(word) ? "" : word.toLowerCase(Locale.ROOT);
    }
    if (letters == 0) {
      return word.charAt(0) == '-' && word.length() > 1 && Character.isDigit(word.charAt(1))
          ? "-#"
          : "";
    }
    return isHexadecimal(word) || hasRandomPart(word) || isCode(word) ? "" : masked(word);
  }

  private static boolean isHexadecimal(String word) {
    int hexadecimal = 0;
    for (int i = 0; i < word.length(); i++) {
      char c = word.charAt(i);
      if (Character.digit(c, 16) >= 0) {
        hexadecimal++;
      } else if (Character.isLetter(c) && !(i == 1 && (c == 'x' || c == 'X'))) {
        return false;
      }
    }
    return hexadecimal >= HEXADECIMAL || word.startsWith("0x") || word.startsWith("0X");
  }

  /** Whether a part of the word, between its punctuation, looks drawn at random. */
  private static boolean hasRandomPart(String word) {
    int start = 0;
    for (int i = 0; i <= word.length(); i++) {
      if (i == word.length() || !Character.isLetterOrDigit(word.charAt(i))) {
        if (isRandom(word, start, i)) {
          return true;
        }
        start = i + 1;
      }
    }
    return false;
  }

  private static boolean isRandom(String word, int from, int to) {
    int runs = 1; // of lower case, upper case, digits; a capitalized word is one
    int turns = 1; // runs of letters and digits
    for (int i = from + 1; i < to; i++) {
      char before = word.charAt(i - 1);
      char c = word.charAt(i);
      boolean inWord =
          Character.isUpperCase(before)
              && Character.isLowerCase(c)
              && i + 1 < to
              && Character.isLowerCase(word.charAt(i + 1));
      runs += Character.getType(c) != Character.getType(before) && !inWord ? 1 : 0;
      turns += Character.isDigit(c) != Character.isDigit(before) ? 1 : 0;
    }
    return turns > MOST_TURNS || to - from >= RANDOM && to - from < 2 * runs;
  }

  /**
   * Whether a word is made of numbers with a letter or two each, as {@code R02-M1-N0-C}, or with
   * words of the clock, as {@code 28-Nov-2026} and {@code 59PM}.
   */
  private static boolean isCode(String word) {
    int numbers = 0;
    boolean few = true; // letters at once
    boolean ofTime = true;
    for (int i = 0; i < word.length(); ) {
      int end = i + 1;
      if (isDigit(word, i)) {
        while (end < word.length() && isDigit(word, end)) {
          end++;
        }
        numbers++;
      } else if (Character.isLetter(word.charAt(i))) {
        while (end < word.length() && Character.isLetter(word.charAt(end))) {
          end++;
        }
        few &= end - i <= 2;
        ofTime &= ClockWords.isClockWord(word.substring(i, end));
      }
      i = end;
    }
    return ofTime || few && numbers >= 2;
  }

  /** Whether a digit stands here, or the point or comma within a number. */
  private static boolean isDigit(String word, int at) {
    char c = word.charAt(at);
    return Character.isDigit(c)
        || (c == '.' || c == ',')
            && at > 0
            && at + 1 < word.length()
            && Character.isDigit(word.charAt(at - 1))
            && Character.isDigit(word.charAt(at + 1));
  }

  private static String masked(String word) {
    StringBuilder mask = new StringBuilder(word.length());
    for (int i = 0; i < word.length(); i++) {
      if (!isDigit(word, i)) {
        mask.append(word.charAt(i));
      } else if (i == 0 || !isDigit(word, i - 1)) {
        mask.append('#');
      }
    }
    return mask.toString().toLowerCase(Locale.ROOT);
  }
}
