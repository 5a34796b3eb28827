package org.simbastream.formats;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import org.simbastream.records.Severity;
import org.simbastream.records.TextSeverity;

/** Reads how severe a record says that it is from its fields. */
final class SeverityReader {

  /** The longest word of a field that the text gets although it names no severity. */
  private static final int LONGEST_UNKNOWN = 16;

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
    return level == null || level.severity() != null && level.severity() == TextSeverity.of(text)
        ? text
        : level.word() + (text.isEmpty() ? "" : " " + text);
  }

  private static boolean isNumber(String written) {
    return !written.isEmpty()
        && written.length() <= 4
        && written.chars().allMatch(c -> c >= '0' && c <= '9');
  }
}
