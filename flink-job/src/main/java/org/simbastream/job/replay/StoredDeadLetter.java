package org.simbastream.job.replay;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import org.simbastream.records.Position;

/**
 * A dead letter as it stands in its topic; see {@code docs/schemas/dead-letter.schema.json}.
 *
 * @param at the letter's position
 * @param origin its record's position
 * @param time the record's time in Kafka, in milliseconds since the epoch; negative if it has none
 * @param reason the class of the reason
 * @param length the value's full length, in bytes
 * @param head the value's first bytes
 * @param kafkaKey the first bytes of Kafka's key; null if it has none or the letter does not hold
 *     it
 * @param complete whether {@code kafkaKey} and {@code head} are the whole record
 * @param replays how often the record had been replayed before
 */
record StoredDeadLetter(
    Position at,
    Position origin,
    long time,
    String reason,
    long length,
    byte[] head,
    byte[] kafkaKey,
    boolean complete,
    int replays) {

  // A letter has at most 64 KiB of key and as much of a value.
  private static final int MAX_STRING = 1 << 18;

  private static final ObjectReader JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxStringLength(MAX_STRING).build())
                  .build())
          .build()
          .readerFor(JsonNode.class);

  /**
   * Reads a letter; fields that earlier versions did not write count as not known.
   *
   * @param at where it stands
   * @param value its value; null for a tombstone
   * @throws UnreplayableException if it is no dead letter
   */
  static StoredDeadLetter parse(Position at, byte[] value) throws UnreplayableException {
    if (value == null) {
      throw new UnreplayableException("it is no dead letter: it has no value");
    }
    JsonNode json;
    try {
      json = JSON.readTree(value);
    } catch (IOException e) {
      throw new UnreplayableException("it is no dead letter: it is not well-formed JSON");
    }
    Position origin =
        new Position(
            text(json, "topic"),
            (int) number(json, "partition", 0, Integer.MAX_VALUE),
            number(json, "offset", 0, Long.MAX_VALUE));
    return new StoredDeadLetter(
        at,
        origin,
        number(json, "time", Long.MIN_VALUE, Long.MAX_VALUE),
        text(json, "reason"),
        number(json, "length", 0, Long.MAX_VALUE),
        bytes(json, "bytes"),
        json.hasNonNull("kafkaKey") ? bytes(json, "kafkaKey") : null,
        json.path("complete").asBoolean(false),
        json.has("replays") ? (int) number(json, "replays", 0, Integer.MAX_VALUE - 1) : 0);
  }

  private static String text(JsonNode json, String field) throws UnreplayableException {
    JsonNode value = json.path(field);
    if (!value.isTextual() || value.textValue().isEmpty()) {
      throw wrong(field, "a text");
    }
    return value.textValue();
  }

  private static long number(JsonNode json, String field, long least, long most)
      throws UnreplayableException {
    JsonNode value = json.path(field);
    if (!value.isIntegralNumber()
        || !value.canConvertToLong()
        || value.longValue() < least
        || value.longValue() > most) {
      throw wrong(field, "a whole number in its range");
    }
    return value.longValue();
  }

  private static byte[] bytes(JsonNode json, String field) throws UnreplayableException {
    JsonNode value = json.path(field);
    try {
      if (value.isTextual()) {
        return value.binaryValue();
      }
    } catch (IOException e) {
      // said below
    }
    throw wrong(field, "bytes in base64");
  }

  private static UnreplayableException wrong(String field, String expected) {
    return new UnreplayableException(
        "it is no dead letter: its field '" + field + "' is not " + expected);
  }
}
