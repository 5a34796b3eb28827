package org.simbastream.evaluation.anomalies;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.simbastream.evaluation.MissingDataException;

/**
 * A stream of lines of which it is known which deviate.
 *
 * @param name the kind of anomaly
 * @param lines the lines, each with its time
 * @param odd (lines): whether it deviates
 */
record LabelledStream(String name, List<String> lines, boolean[] odd) {

  /** The lines that only show what is usual: none of them deviates. */
  static final int WARM_UP = 300;

  private static final JsonMapper JSON = new JsonMapper();

  /** A file of lines, with a JSON array of 0 and 1 for its lines beside it. */
  static LabelledStream read(Path log, Path labels) throws IOException {
    List<String> lines = Files.readAllLines(log, StandardCharsets.UTF_8);
    int[] told = JSON.readValue(labels.toFile(), int[].class);
    boolean[] odd = new boolean[lines.size()];
    for (int i = 0; i < odd.length; i++) {
      odd[i] = i < told.length && told[i] != 0;
    }
    if (odd.length <= WARM_UP || IntStream.range(WARM_UP, odd.length).noneMatch(i -> odd[i])) {
      throw new MissingDataException(
          log + " has no labelled line after its first " + WARM_UP + ": " + labels + " tells them");
    }
    String file = log.getFileName().toString();
    return new LabelledStream(file.substring(0, file.lastIndexOf('.')), lines, odd);
  }

  /** Which lines deviate, without the first ones. */
  boolean[] oddAfterWarmUp() {
    return Arrays.copyOfRange(odd, WARM_UP, odd.length);
  }
}
