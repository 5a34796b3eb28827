package org.simbastream.evaluation.learning;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.simbastream.evaluation.MissingDataException;

/**
 * The log of a training. Logs of consecutive runs may follow each other in one file: each run
 * counts its own tokens, so a new run begins where the count falls.
 *
 * @param points what was measured on held-out text, in the order of the tokens read
 */
record TrainingLog(List<Point> points) {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String TOKENS = "tokens";
  private static final String MEASURED = "bitsPerByte";

  /**
   * One measurement.
   *
   * @param tokens tokens read by then, of all runs
   * @param bitsPerByte by kind of text, such as {@code seen}
   */
  record Point(long tokens, Map<String, Double> bitsPerByte) {}

  /**
   * Reads {@code training-log.jsonl}.
   *
   * @throws MissingDataException if a line is not such a log's
   */
  static TrainingLog read(Path file) throws IOException {
    List<Point> points = new ArrayList<>();
    long before = 0; // tokens of the runs that ended
    long last = 0; // tokens of the run by its line before
    for (String line : Files.readAllLines(file)) {
      JsonNode entry = parse(file, line);
      long tokens = entry.path(TOKENS).asLong();
      if (tokens < last) {
        before += last;
      }
      last = tokens;
      if (entry.has(MEASURED)) {
        Map<String, Double> bits = new TreeMap<>();
        entry
            .get(MEASURED)
            .properties()
            .forEach(e -> bits.put(e.getKey(), e.getValue().asDouble()));
        points.add(new Point(before + tokens, bits));
      }
    }
    return new TrainingLog(points);
  }

  private static JsonNode parse(Path file, String line) {
    try {
      JsonNode entry = JSON.readTree(line);
      if (entry.path(TOKENS).isNumber()) {
        return entry;
      }
    } catch (IOException e) {
      // said below, alike for a line that is JSON of another kind
    }
    throw new MissingDataException(file + " is no log of a training: a line of it is " + line);
  }
}
