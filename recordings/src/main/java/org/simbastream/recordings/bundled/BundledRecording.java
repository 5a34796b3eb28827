package org.simbastream.recordings.bundled;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The recording inside the jar: logs of a cluster in which a fault was injected. */
public final class BundledRecording {

  private static final String FOLDER = "recording/";

  private BundledRecording() {}

  /** Its files, a stream each, as its ground truth names them. */
  public static List<String> files() {
    List<String> files = new ArrayList<>();
    try (InputStream truth = open("ground-truth.json")) {
      for (JsonNode file : new ObjectMapper().readTree(truth).get("files")) {
        files.add(file.textValue());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the bundled recording can't be read: " + e.getMessage(), e);
    }
    return files;
  }

  /** Opens one of its files; the caller closes it. */
  public static InputStream open(String file) {
    return Objects.requireNonNull(
        BundledRecording.class.getResourceAsStream(FOLDER + file), FOLDER + file);
  }
}
