package org.simbastream.formats;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A text made of an object's fields.
 *
 * @param parts its pieces, in order
 * @param joined whether the text of a missing field is left out with its separator, as in a list of
 *     fields; else it counts as empty
 * @param written how it was given
 */
public record Template(List<Part> parts, boolean joined, String written) implements Serializable {

  private static final long serialVersionUID = 1L;

  /**
   * A piece.
   *
   * @param literal what stands before the field
   * @param field the field; null for the end of the template
   */
  record Part(String literal, FieldNames field) implements Serializable {
    private static final long serialVersionUID = 1L;
  }

  /** Copies the parts. */
  public Template {
    parts = List.copyOf(parts);
  }

  /** The text of one field. */
  public static Template ofField(String name) {
    return new Template(List.of(new Part("", FieldNames.of(name))), true, name);
  }

  /** The text of the first of some fields that there is. */
  public static Template ofFirst(FieldNames names) {
    return new Template(List.of(new Part("", names)), true, names.toString());
  }

  /** The texts of the fields that there are, with a separator between them. */
  public static Template ofFields(List<String> names, String separator) {
    List<Part> parts = new ArrayList<>();
    for (String name : names) {
      parts.add(new Part(parts.isEmpty() ? "" : separator, FieldNames.of(name)));
    }
    return new Template(parts, true, String.join(", ", names));
  }

  /**
   * Reads a template: text in which <code>{name}</code> stands for a field, and <code>{a|b}</code>
   * for the first of two.
   *
   * @throws IllegalArgumentException if a brace has no other, or there is no field
   */
  public static Template parse(String template) {
    List<Part> parts = new ArrayList<>();
    int at = 0;
    for (int open = template.indexOf('{'); open >= 0; open = template.indexOf('{', at)) {
      int close = template.indexOf('}', open);
      String names = close < 0 ? "" : template.substring(open + 1, close);
      if (names.isBlank() || template.substring(at, open).indexOf('}') >= 0) {
        throw new IllegalArgumentException(
            "'%s' is no template; name each field in braces, as in {level} {message}"
                .formatted(template));
      }
      parts.add(new Part(template.substring(at, open), FieldNames.of(names.split("\\|"))));
      at = close + 1;
    }
    if (parts.isEmpty() || template.indexOf('}', at) >= 0) {
      throw new IllegalArgumentException(
          "'%s' is no template; name at least one field in braces, as in {level} {message}"
              .formatted(template));
    }
    parts.add(new Part(template.substring(at), null));
    return new Template(parts, false, template);
  }

  /**
   * The text for an object.
   *
   * @return empty if the object has none of the fields
   */
  Optional<String> of(JsonNode object) {
    StringBuilder text = new StringBuilder();
    boolean found = false;
    for (Part part : parts) {
      FieldNames.Found field = part.field() == null ? null : part.field().find(object);
      String value = field == null ? null : JsonFields.asText(field.value());
      if (!joined) {
        text.append(part.literal()).append(value == null ? "" : value);
      } else if (value != null) {
        text.append(found ? separator(part.literal(), value) : "").append(value);
      }
      found |= value != null;
    }
    return found ? Optional.of(text.toString()) : Optional.empty();
  }

  /** The template as it was given. */
  @Override
  public String toString() {
    return written;
  }

  /** A value of several lines, such as a stack trace, begins a line of its own in a text. */
  private static String separator(String usual, String value) {
    return usual.equals(" ") && value.indexOf('\n') >= 0 ? "\n" : usual;
  }
}
