package org.simbastream.formats.decode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.simbastream.formats.Decoded;
import org.simbastream.formats.JsonFields;
import org.simbastream.formats.RejectedException;

/** Reads the envelope that Kafka Connect's JSON converter writes if it is to write schemas. */
final class ConnectEnvelope {

  private static final String PAYLOAD = "payload";

  private ConnectEnvelope() {}

  /**
   * Reads the payload: an object's fields are the record's, anything else is its text.
   *
   * @return no record for a payload of null, which stands for a deleted record
   */
  static List<Decoded> read(ObjectNode envelope) throws RejectedException {
    if (!envelope.has(PAYLOAD)) {
      throw Malformed.value("in Kafka Connect's envelope", "it has no payload");
    }
    JsonNode payload = envelope.get(PAYLOAD);
    if (payload.isNull()) {
      return List.of();
    }
    if (payload instanceof ObjectNode object) {
      return List.of(Decoded.of(Shippers.plain(object)));
    }
    return List.of(Decoded.of(PresetLines.plain(JsonFields.asText(payload))));
  }

  /** The payload of an envelope; what is none is returned as it is. */
  static JsonNode unwrapped(ObjectNode object) {
    return isSure(object) ? object.get(PAYLOAD) : object;
  }

  /** Whether an object is surely an envelope. */
  static boolean isSure(ObjectNode object) {
    JsonNode schema = object.get("schema");
    return object.size() == 2
        && object.has(PAYLOAD)
        && schema != null
        && (schema.isNull() || schema.path("type").isTextual());
  }
}
