package org.simbastream.recovery.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A folder of reports: one JSON file a fault, so that faults can be tried one after the other, and
 * {@code recovery.md} with all that are there.
 */
public final class Reports {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private final Path folder;

  /** Reports in a folder, made if it is absent. */
  public Reports(Path folder) throws IOException {
    this.folder = Files.createDirectories(folder);
  }

  /** Where the reports are. */
  public Path folder() {
    return folder;
  }

  /**
   * Adds a report, in place of an earlier one of the same name.
   *
   * @param name the file's, without ending
   */
  public void add(String name, FaultReport report) throws IOException {
    JSON.writeValue(folder.resolve(name + ".json").toFile(), report);
    Files.writeString(
        folder.resolve("recovery.md"), MarkdownReport.of(all()), StandardCharsets.UTF_8);
  }

  private List<FaultReport> all() throws IOException {
    List<FaultReport> reports = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".json")).sorted().toList()) {
        reports.add(JSON.readValue(file.toFile(), FaultReport.class));
      }
    }
    return reports;
  }
}
