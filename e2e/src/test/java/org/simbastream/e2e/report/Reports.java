package org.simbastream.e2e.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
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
    replace(name + ".json", JSON.writeValueAsString(report));
    replace("recovery.md", MarkdownReport.of(all()));
  }

  /** At once, since other parts of the suite may read the folder meanwhile. */
  private void replace(String file, String text) throws IOException {
    Path half = Files.createTempFile(folder, file, ".half");
    Files.writeString(half, text, StandardCharsets.UTF_8);
    Files.move(half, folder.resolve(file), StandardCopyOption.ATOMIC_MOVE);
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
