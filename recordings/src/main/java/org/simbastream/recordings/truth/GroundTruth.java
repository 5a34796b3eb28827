package org.simbastream.recordings.truth;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The ground truth of a recording.
 *
 * @param recordedWith the versions that ran
 * @param seed what the moment, the duration and the load were drawn from
 * @param start when the first process was started, UTC
 * @param end when the logs were copied, with everything still running
 * @param files the logs
 * @param starting from the start until everything worked
 * @param quiet where nothing happened but the load
 * @param faults what was done
 */
public record GroundTruth(
    Map<String, String> recordedWith,
    long seed,
    String start,
    String end,
    List<String> files,
    Phase starting,
    List<Phase> quiet,
    List<InjectedFault> faults) {

  /** The file's name beside the logs. */
  public static final String FILE = "ground-truth.json";

  /** Writes {@link #FILE} into a folder. */
  public void write(Path folder) throws IOException {
    ObjectMapper mapper = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    Files.writeString(
        folder.resolve(FILE), mapper.writeValueAsString(this) + "\n", StandardCharsets.UTF_8);
  }

  /**
   * Reads what was written.
   *
   * @throws IOException if there is no such file, or none of this format
   */
  public static GroundTruth read(Path folder) throws IOException {
    return new ObjectMapper().readValue(folder.resolve(FILE).toFile(), GroundTruth.class);
  }
}
