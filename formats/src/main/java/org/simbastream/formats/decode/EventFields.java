package org.simbastream.formats.decode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.simbastream.annotation.Internal;
import org.simbastream.formats.JsonFields;

/**
 * The fields that every preset adds to a record, whatever its own fields are named: what a record
 * format needs to name. A record that comes with a field of such a name loses it.
 */
@Internal
public final class EventFields {

  /** What sends the record: a service, a container, a host with its program. */
  public static final String KEY = "$key";

  /** The text. */
  public static final String TEXT = "$text";

  /** The time of the event. */
  public static final String TIME = "$time";

  /** The severity, as a word. */
  public static final String LEVEL = "$level";

  /** The trace that the record belongs to, in hexadecimal digits. */
  public static final String TRACE = "$trace";

  /** The span that the record belongs to, in hexadecimal digits. */
  public static final String SPAN = "$span";

  private static final List<String> ALL = List.of(KEY, TEXT, TIME, LEVEL, TRACE, SPAN);

  private final ObjectNode object;

  private EventFields(ObjectNode object) {
    this.object = object;
  }

  /** The fields of a new object. */
  static EventFields ofNew() {
    return new EventFields(JsonNodeFactory.instance.objectNode());
  }

  /** The fields of an object that came from outside. */
  static EventFields of(ObjectNode object) {
    object.remove(ALL);
    return new EventFields(object);
  }

  /** The object with all fields. */
  ObjectNode object() {
    return object;
  }

  /** The text of an object without any: the object itself. */
  static ObjectNode withText(ObjectNode record) {
    if (!record.has(TEXT)) {
      ObjectNode own = record.deepCopy();
      own.remove(ALL);
      record.put(TEXT, own.toString());
    }
    return record;
  }

  /** Sets a field; null and the empty string set none. */
  EventFields put(String name, String value) {
    if (value != null && !value.isEmpty()) {
      object.put(name, value);
    }
    return this;
  }

  /** Sets a field; null sets none. */
  EventFields put(String name, JsonNode value) {
    if (value != null && !value.isNull()) {
      object.set(name, value);
    }
    return this;
  }

  /** Sets a field to the first of the named fields that there is, by exact name or dotted path. */
  EventFields putFirst(String name, String... alternatives) {
    return put(name, first(object, alternatives));
  }

  /** Sets the key to the named fields that there are, with a slash between; none sets no key. */
  boolean putKey(String... parts) {
    String key = joined(object, parts);
    put(KEY, key);
    return !key.isEmpty();
  }

  /** The first of the named fields that there is and that is not an empty string; or null. */
  static JsonNode first(JsonNode object, String... alternatives) {
    for (String alternative : alternatives) {
      JsonNode found = JsonFields.find(object, alternative);
      if (found != null && !(found.isTextual() && found.textValue().isEmpty())) {
        return found;
      }
    }
    return null;
  }

  /** The named fields that there are, with a slash between. */
  static String joined(JsonNode object, String... parts) {
    StringBuilder joined = new StringBuilder();
    for (String part : parts) {
      JsonNode found = first(object, part);
      if (found != null) {
        joined.append(joined.length() == 0 ? "" : "/").append(JsonFields.asText(found));
      }
    }
    return joined.toString();
  }
}
