package org.simbastream.e2e.check;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** What a job writes, and by which fields a record of it is told from another. */
public enum OutputKind {
  /** One a record read. */
  SCORED("scored", "partition", "offset"),
  /** One a stream and window. */
  SUMMARIES("summaries", "key", "windowStart"),
  /** One a record that can't be read. */
  DEAD_LETTERS("dead-letters", "partition", "offset");

  private static final ObjectMapper JSON = new ObjectMapper();

  private final String title;
  private final String first;
  private final String second;

  OutputKind(String title, String first, String second) {
    this.title = title;
    this.first = first;
    this.second = second;
  }

  /** Its name in options and topics. */
  public String title() {
    return title;
  }

  /** What a record is known by, within its kind: for what was read, its position. */
  public String identity(String value) {
    JsonNode record = parse(value);
    return record.get(first).asText() + ":" + record.get(second).asText();
  }

  /** The stream that a record belongs to. */
  public static String key(String value) {
    return parse(value).get("key").asText();
  }

  private static JsonNode parse(String value) {
    try {
      return JSON.readTree(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the job wrote what is not JSON: " + value, e);
    }
  }
}
