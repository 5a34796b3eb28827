package org.simbastream.formats;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.Serializable;
import java.util.List;

/**
 * Names of one field, of which the first that an object has counts. Each is an exact name or a
 * dotted path.
 *
 * @param names at least one
 */
public record FieldNames(List<String> names) implements Serializable {

  private static final long serialVersionUID = 1L;

  /** Copies the names. */
  public FieldNames {
    names = List.copyOf(names);
  }

  /** Some names, in the order in which they are tried. */
  public static FieldNames of(String... names) {
    return new FieldNames(List.of(names));
  }

  /** A field that was found. */
  record Found(String name, JsonNode value) {}

  /** The first of the fields that there is; null if there is none. */
  Found find(JsonNode object) {
    for (String name : names) {
      JsonNode value = JsonFields.find(object, name);
      if (value != null) {
        return new Found(name, value);
      }
    }
    return null;
  }

  /** As {@link #find}, but passes over empty strings. */
  Found findFilled(JsonNode object) {
    for (String name : names) {
      JsonNode value = JsonFields.find(object, name);
      if (value != null && !(value.isTextual() && value.textValue().isEmpty())) {
        return new Found(name, value);
      }
    }
    return null;
  }

  /** The names as options and messages write them. */
  @Override
  public String toString() {
    return String.join("|", names);
  }
}
