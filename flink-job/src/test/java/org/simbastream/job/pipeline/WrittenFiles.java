package org.simbastream.job.pipeline;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Reads what was written to a directory, whatever it is, as Latin-1. */
public final class WrittenFiles {

  private WrittenFiles() {}

  /** The content of all files but {@code except}, by path. */
  public static Map<Path, String> below(Path directory, List<Path> except) throws IOException {
    Map<Path, String> files = new TreeMap<>();
    try (Stream<Path> paths = Files.walk(directory)) {
      for (Path path : paths.filter(Files::isRegularFile).toList()) {
        if (!except.contains(path)) {
          files.put(path, Files.readString(path, StandardCharsets.ISO_8859_1));
        }
      }
    }
    return files;
  }
}
