package org.simbastream.cli.drops;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.simbastream.dashboard.feed.OtlpScored;
import org.simbastream.records.StreamPattern;

/**
 * A file of scored records, as {@code simba score} prints them and the scored topic holds them: one
 * JSON object a line.
 *
 * @param path where it lies
 */
record ScoredFile(Path path) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** What marks a pattern's text that was cut. */
  private static final char ELLIPSIS = '…';

  /** Whether a line is a scored record. */
  static boolean isScored(String line) {
    return line.startsWith("{") && scored(line) != null;
  }

  /**
   * Reads it.
   *
   * @param out takes its records
   * @return how many lines are none, or were cut to fit into Kafka
   */
  long read(Consumer<ScoredLine> out) throws IOException {
    long others = 0;
    try (BufferedReader lines = Files.newBufferedReader(path, StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        JsonNode scored = scored(line);
        if (scored == null || scored.path("cut").booleanValue()) {
          others++;
        } else {
          out.accept(line(scored));
        }
      }
    }
    return others;
  }

  /** The object of a line; null if it is no scored record. */
  private static JsonNode scored(String line) {
    try {
      JsonNode node = OtlpScored.plain(JSON.readTree(line));
      return node.path("score").isNumber() && node.path("text").isTextual() ? node : null;
    } catch (JsonProcessingException e) {
      return null;
    }
  }

  private static ScoredLine line(JsonNode scored) {
    JsonNode pattern = scored.path("pattern");
    String text = pattern.path("text").asText();
    boolean cut =
        text.length() >= StreamPattern.MAX_TEXT - 1 && text.charAt(text.length() - 1) == ELLIPSIS;
    String whole = cut ? text.substring(0, Math.max(0, text.lastIndexOf(' '))) : text;
    return new ScoredLine(
        scored.get("text").textValue(),
        scored.get("score").doubleValue(),
        scored.path("level").asText(),
        pattern.path("id").asText(),
        whole.isEmpty() ? List.of() : List.of(whole.split(" ")),
        cut);
  }
}
