package org.simbastream.records;

import java.util.Optional;
import java.util.Set;
import org.simbastream.annotation.Internal;

/** Finds the level that a log line names in its head, after its time and its process. */
@Internal
public final class TextSeverity {

  /** Where a level stands at the latest. */
  private static final int HEAD = 160;

  private static final int LEAST_LETTERS = 3;

  /** Names of levels that are usual words too. */
  private static final Set<String> AMBIGUOUS = Set.of("CONFIG", "FINE", "SILLY", "ALERT");

  private TextSeverity() {}

  /**
   * The severity in the head of a text: the first word that names one and is written in capitals,
   * in brackets, before a colon, or as the value of a field; or the letter of klog's lines.
   *
   * @return null if there is none
   */
  public static Severity of(String text) {
    int end = Math.min(text.length(), HEAD);
    Severity klog = ofKlog(text);
    if (klog != null) {
      return klog;
    }
    int at = 0;
    while (at < end) {
      int start = at;
      while (at < text.length() && isLetter(text.charAt(at))) {
        at++;
      }
      if (at - start >= LEAST_LETTERS && isLevelPlace(text, start, at)) {
        String word = text.substring(start, at);
        Optional<Severity> named = Severity.ofWord(word);
        if (named.isPresent() && !AMBIGUOUS.contains(word)) {
          return named.get();
        }
      }
      at++;
    }
    return null;
  }

  private static boolean isLevelPlace(String text, int start, int end) {
    char before = start == 0 ? ' ' : text.charAt(start - 1);
    char after = end == text.length() ? ' ' : text.charAt(end);
    if (before == '/' || before == '.' || before == '-' || after == '/' || after == '-') {
      return false; // part of a path or a name
    }
    boolean bracketed = before == '[' && after == ']' || before == '<' && after == '>';
    return bracketed
        || after == ':' && (before == ' ' || before == ']')
        || before == '=' && isLevelField(text, start - 1)
        || before == '"' && isLevelField(text, endOfName(text, start - 1))
        || isUpperCase(text, start, end);
  }

  /** Where the name of a field ends whose quoted value begins there, as in logfmt or JSON. */
  private static int endOfName(String text, int quote) {
    int at = quote - 1;
    if (at >= 0 && text.charAt(at) == '=') {
      return at;
    }
    if (at > 0 && text.charAt(at) == ' ') {
      at--;
    }
    boolean json = at > 0 && text.charAt(at) == ':' && text.charAt(at - 1) == '"';
    return json ? at - 1 : -1;
  }

  /** Whether the name of a field of levels ends there. */
  private static boolean isLevelField(String text, int end) {
    return text.startsWith("level", end - 5)
        || text.startsWith("lvl", end - 3)
        || text.startsWith("severity", end - 8);
  }

  /** Lines of klog begin with a letter, the month and the day. */
  private static Severity ofKlog(String text) {
    if (text.length() < 6 || text.charAt(5) != ' ') {
      return null;
    }
    for (int i = 1; i < 5; i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return null;
      }
    }
    return switch (text.charAt(0)) {
      case 'I' -> Severity.INFO;
      case 'W' -> Severity.WARN;
      case 'E' -> Severity.ERROR;
      case 'F' -> Severity.FATAL;
      default -> null;
    };
  }

  private static boolean isUpperCase(String text, int start, int end) {
    for (int i = start; i < end; i++) {
      if (text.charAt(i) > 'Z') {
        return false;
      }
    }
    return true;
  }

  private static boolean isLetter(char c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
  }
}
