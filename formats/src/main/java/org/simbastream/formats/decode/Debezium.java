package org.simbastream.formats.decode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.simbastream.formats.Decoded;
import org.simbastream.formats.RejectedException;

/**
 * Reads Debezium's change events. Each is a record: the row as it became, or as it was if it was
 * deleted, with the fields {@code __op}, {@code __table}, {@code __source_ts_ms} and, for a deleted
 * row, {@code __deleted}, named as Debezium's own transformation to flat records names them.
 *
 * <p>The key is the table, since Kafka's key is one row's; the text is a column of a usual name,
 * else the row as JSON; the time is that of the change in the database.
 */
final class Debezium {

  private Debezium() {}

  /**
   * Reads a change event.
   *
   * @return no record for a tombstone
   */
  static List<Decoded> read(ObjectNode value) throws RejectedException {
    JsonNode unwrapped = ConnectEnvelope.unwrapped(value);
    if (unwrapped.isNull()) {
      return List.of();
    }
    if (!unwrapped.path("op").isTextual()) {
      throw Malformed.value("a change event of Debezium", "it has no op");
    }
    String op = unwrapped.get("op").textValue();
    ObjectNode row = row(unwrapped, op);
    JsonNode source = unwrapped.path("source");
    String text = row.isEmpty() ? "" : Shippers.usualText(row);
    EventFields fields = EventFields.of(row);
    fields.put("__op", op);
    fields.put("__table", source.get("table"));
    fields.put("__source_ts_ms", EventFields.first(unwrapped, "source.ts_ms", "ts_ms"));
    if (op.equals("d")) {
      fields.put("__deleted", "true");
    }
    fields.put(EventFields.KEY, table(source));
    fields.put(EventFields.TEXT, op.equals("t") ? "TRUNCATE " + table(source) : text);
    fields.putFirst(EventFields.TIME, "__source_ts_ms");
    fields.putFirst(EventFields.LEVEL, "level", "severity");
    return List.of(Decoded.of(row));
  }

  /** Whether an object is surely a change event. */
  static boolean isSure(ObjectNode object) {
    JsonNode event = ConnectEnvelope.unwrapped(object);
    return event.path("op").isTextual()
        && event.path("op").textValue().length() == 1
        && event.path("source").isObject()
        && (event.has("before") || event.has("after") || event.has("message"));
  }

  private static ObjectNode row(JsonNode event, String op) throws RejectedException {
    if (op.equals("m")) {
      return message(event.path("message"));
    }
    JsonNode row = event.path(op.equals("d") ? "before" : "after");
    if (row instanceof ObjectNode object) {
      return object;
    }
    if (op.equals("c") || op.equals("u") || op.equals("r")) {
      throw Malformed.value("a change event of Debezium", "op is " + op + " but after is no row");
    }
    return EventFields.ofNew().object();
  }

  /** A message that was written to PostgreSQL's log; its content is in Base64. */
  private static ObjectNode message(JsonNode message) {
    String content = message.path("content").asText();
    try {
      content = new String(Base64.getDecoder().decode(content), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      // The connector is set to write it in another way: it stays as it is.
    }
    EventFields fields = EventFields.ofNew();
    return fields.put("prefix", message.get("prefix")).put("message", content).object();
  }

  private static String table(JsonNode source) {
    JsonNode space = EventFields.first(source, "schema", "db");
    String table = source.path("table").asText();
    return space == null ? table : table.isEmpty() ? space.asText() : space.asText() + "." + table;
  }
}
