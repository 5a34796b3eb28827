package org.simbastream.cli.alerts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An alert as the topic of alerts has it: {@code docs/schemas/alert.schema.json}.
 *
 * @param stream the stream it belongs to
 * @param kind what it is about
 * @param state opened, updated or closed
 * @param id what all tellings of this alert have in common
 * @param sequence the number of this telling
 * @param firstSeen when it began
 * @param lastSeen when it was last seen
 * @param count how many records it is of
 * @param score its highest score
 * @param suppressed how many others were not told
 * @param json all of it
 */
public record ToldAlert(
    String stream,
    String kind,
    String state,
    String id,
    long sequence,
    Instant firstSeen,
    Instant lastSeen,
    long count,
    double score,
    long suppressed,
    JsonNode json) {

  static final String SILENCE = "silence";

  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * Reads a record of the topic.
   *
   * @throws IOException if it is no alert
   */
  static ToldAlert of(byte[] value) throws IOException {
    JsonNode json = value == null ? null : JSON.readTree(value);
    if (json == null
        || Stream.of("key", "kind", "state", "id").anyMatch(name -> !json.path(name).isTextual())
        || !json.path("sequence").isIntegralNumber()) {
      throw new IOException("it is not an alert");
    }
    return new ToldAlert(
        json.get("key").textValue(),
        json.get("kind").textValue(),
        json.get("state").textValue(),
        json.get("id").textValue(),
        json.get("sequence").longValue(),
        Instant.ofEpochMilli(json.path("firstSeen").longValue()),
        Instant.ofEpochMilli(json.path("lastSeen").longValue()),
        json.path("count").longValue(),
        json.path("score").doubleValue(),
        json.path("suppressed").longValue(),
        json);
  }

  boolean isClosed() {
    return state.equals("closed");
  }

  boolean isUpdate() {
    return state.equals("updated");
  }

  /** What tells this telling from every other. */
  String telling() {
    return id + "/" + sequence;
  }

  /** Its records, those with the highest scores first. */
  Stream<JsonNode> lines() {
    return json.path("lines").valueStream();
  }

  /** What happened, in a few words. */
  String headline() {
    return switch (kind) {
      case "pattern" -> "lines of a new kind";
      case "word", "value" -> marked().orElse("an unusual " + kind);
      case "order" -> "lines whose parts come in another order";
      case "end" -> "lines that end early";
      case "rate" -> "more lines of a kind than usual";
      case "pause" -> "a longer pause than usual";
      case "repetition" -> "the stream repeats itself";
      case "level" -> "lines that are more severe than usual";
      case SILENCE -> "no records since " + firstSeen;
      default -> "unusual lines";
    };
  }

  /** The characters of the first line that deviate most in the alert's way. */
  private Optional<String> marked() {
    return lines()
        .findFirst()
        .flatMap(
            line ->
                line.path("why")
                    .valueStream()
                    .filter(reason -> reason.path("kind").asText().equals(kind))
                    .filter(reason -> reason.has("from"))
                    .max((a, b) -> Double.compare(nats(a), nats(b)))
                    .flatMap(reason -> told(line.path("text").asText(), reason)));
  }

  private static double nats(JsonNode reason) {
    return reason.path("nats").doubleValue();
  }

  private static Optional<String> told(String text, JsonNode reason) {
    int from = reason.path("from").intValue();
    int to = reason.path("to").intValue();
    if (from < 0 || from >= to || to > text.length()) {
      return Optional.empty();
    }
    String expected = reason.path("expected").asText("");
    String found = "'" + text.substring(from, to) + "'";
    return Optional.of(
        expected.isEmpty()
            ? found + ", which seldom stands there"
            : found + " where '" + expected + "' usually stands");
  }
}
