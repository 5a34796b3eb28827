package org.simbastream.job.demo;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The streams that a demo replays.
 *
 * @param key the stream's key
 * @param open opens its lines, buffered
 * @param live whether its lines come as they are written, so that what has no time has the present
 */
record DemoInput(String key, Opener open, boolean live) {

  /** Opens an input. */
  interface Opener {
    InputStream open() throws IOException;
  }

  /**
   * The streams of an input.
   *
   * @param input a file, a directory whose files are streams of their own, {@code -}, or null
   * @throws IllegalArgumentException if there is nothing to read
   */
  static List<DemoInput> of(String input) {
    if (input == null) {
      return BundledRecording.files().stream().map(DemoInput::recorded).toList();
    }
    if (input.equals("-")) {
      return List.of(new DemoInput("stdin", () -> new BufferedInputStream(System.in), true));
    }
    Path path = Path.of(input);
    if (Files.isDirectory(path)) {
      return directory(path);
    }
    if (!Files.exists(path)) {
      throw new IllegalArgumentException(
          "--input is '" + input + "', where there is nothing: give a file, a directory or -");
    }
    return List.of(file(path));
  }

  private static List<DemoInput> directory(Path directory) {
    try (Stream<Path> files = Files.list(directory)) {
      List<DemoInput> streams =
          files
              .filter(f -> Files.isRegularFile(f) && !f.getFileName().toString().startsWith("."))
              .filter(f -> !f.getFileName().toString().endsWith(".json"))
              .sorted()
              .map(DemoInput::file)
              .toList();
      if (streams.isEmpty()) {
        throw new IllegalArgumentException(
            "--input is '" + directory + "', a directory without files: give one with logs in it");
      }
      return streams;
    } catch (IOException e) {
      throw new UncheckedIOException(directory + " can't be read: " + e.getMessage(), e);
    }
  }

  private static DemoInput recorded(String file) {
    return new DemoInput(
        file.replaceFirst("\\.log$", ""),
        () -> new BufferedInputStream(BundledRecording.open(file)),
        false);
  }

  private static DemoInput file(Path file) {
    String name = file.getFileName().toString();
    String key = name.endsWith(".log") ? name.substring(0, name.length() - 4) : name;
    return new DemoInput(key, () -> new BufferedInputStream(Files.newInputStream(file)), false);
  }
}
