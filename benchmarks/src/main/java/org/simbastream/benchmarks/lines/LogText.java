package org.simbastream.benchmarks.lines;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.simbastream.recordings.bundled.BundledRecording;

/**
 * The text of one log.
 *
 * @param bytes (bytes), UTF-8
 */
record LogText(byte[] bytes) {

  /** The given files, or those of the bundled recording if none is given. */
  static List<LogText> of(List<Path> files) {
    List<LogText> texts = new ArrayList<>();
    try {
      for (Path file : files) {
        texts.add(new LogText(Files.readAllBytes(file)));
      }
      if (files.isEmpty()) {
        for (String file : BundledRecording.files()) {
          try (InputStream in = BundledRecording.open(file)) {
            texts.add(new LogText(in.readAllBytes()));
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("a log can't be read: " + e.getMessage(), e);
    }
    return texts;
  }

  InputStream open() {
    return new ByteArrayInputStream(bytes);
  }

  /** Its lines that are not empty, each with its line feed. */
  List<String> lines() {
    return new String(bytes, StandardCharsets.UTF_8)
        .lines()
        .filter(line -> !line.isEmpty())
        .map(line -> line + '\n')
        .toList();
  }
}
