package org.simbastream.formats;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.Set;
import org.simbastream.records.Severity;

/** Reads how severe a record says that it is: from its fields, or from its text. */
final class SeverityReader {

  /** A level stands at the beginning of a line, after its time and its process. */
  private static final int HEAD = 160;

  private static final int LEAST_LETTERS = 3;

  /** The longest word of a field that the text gets although it names no severity. */
  private static final int LONGEST_UNKNOWN = 16;

  /** Names of levels that are usual words too. */
  private static final Set<String> AMBIGUOUS = Set.of("CONFIG", "FINE", "SILLY", "ALERT");

  private final FieldNames names;
  private final SeverityScale scale;

  SeverityReader(RecordFields fields) {
    this.names = fields.severity();
    this.scale = fields.scale();
  }

  /**
   * A severity as a record has it.
   *
   * @param severity null if the word or number names none
   * @param word what stands for it in a text
   */
  record Level(Severity severity, String word) {}

  /** The level in an object's fields; null if it has none. */
  Level ofFields(JsonNode object) {
    FieldNames.Found found = names.findFilled(object);
    if (found == null || found.value().isContainerNode()) {
      return null;
    }
    String written = found.value().asText().strip();
    Optional<Severity> severity =
        isNumber(written)
            ? scale.severity(found.name(), Long.parseLong(written))
            : Severity.ofWord(written);
    if (severity.isPresent()) {
      return new Level(severity.get(), severity.get().name());
    }
    return found.value().isTextual() && written.length() <= LONGEST_UNKNOWN && !written.isEmpty()
        ? new Level(null, RecordText.wellFormed(written))
        : null;
  }

  /** A text that begins with the level, unless it has the same by itself. */
  static String begun(Level level, String text) {
    return level == null || level.severity() != null && level.severity() == ofText(text)
        ? text
        : level.word() + (text.isEmpty() ? "" : " " + text);
  }

  /**
   * The severity in the head of a text: the first word that names one and is written in capitals,
   * in brackets, before a colon, or as the value of a field; or the letter of klog's lines.
   *
   * @return null if there is none
   */
  static Severity ofText(String text) {
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
        || before == '"'
            && start > 1
            && text.charAt(start - 2) == '='
            && isLevelField(text, start - 2)
        || isUpperCase(text, start, end);
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

  private static boolean isNumber(String written) {
    return !written.isEmpty()
        && written.length() <= 4
        && written.chars().allMatch(c -> c >= '0' && c <= '9');
  }
}
