package org.simbastream.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What the tests read of the repository; in the recording a TaskManager is killed at 00:10:56. */
final class RepositoryFiles {

  private static final Path REPOSITORY = Path.of(System.getProperty("simba.repository"));

  private RepositoryFiles() {}

  /** The directory of the model that comes along. */
  static Path model() {
    return REPOSITORY.resolve("models").resolve("simba-logs");
  }

  /** A document's text. */
  static String document(String name) throws IOException {
    return Files.readString(REPOSITORY.resolve("docs").resolve(name));
  }

  /** Source text of an example. */
  static List<String> source(Class<?> example) throws IOException {
    return Files.readAllLines(
        REPOSITORY
            .resolve("examples/src/main/java")
            .resolve(example.getName().replace('.', '/') + ".java"));
  }

  /** The lines of one process. */
  static List<String> of(String process) throws IOException {
    return Files.readAllLines(
        REPOSITORY.resolve("recordings").resolve("taskmanager-killed").resolve(process + ".log"));
  }
}
