package org.simbastream.cli.demo;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.simbastream.job.lines.BinaryFormat;
import org.simbastream.job.lines.LastChange;
import org.simbastream.job.lines.Utf8Input;
import org.simbastream.recordings.bundled.BundledRecording;

/**
 * The streams that a demo replays.
 *
 * @param key the stream's key
 * @param open opens its lines, buffered
 * @param live whether its lines arrive as they are written, so that lines without a time get the
 *     present time
 * @param changed gives the time of its last change, in milliseconds since the epoch: years that its
 *     lines leave out are inferred from it
 */
record DemoInput(String key, Opener open, boolean live, LongSupplier changed) {

  private static final int MAX_NAMED = 20;

  /** Opens an input. */
  interface Opener {
    InputStream open() throws IOException;
  }

  /**
   * The streams of an input.
   *
   * @param input a file, a directory whose files are one stream each, {@code -}, or null
   * @param leftOut receives what is left out of a directory, and why
   * @throws IllegalArgumentException if there is nothing to read
   */
  static List<DemoInput> of(String input, Consumer<String> leftOut) {
    if (input == null) {
      return BundledRecording.files().stream().map(DemoInput::recorded).toList();
    }
    if (input.equals("-")) {
      return List.of(
          new DemoInput(
              "stdin", () -> new BufferedInputStream(System.in), true, System::currentTimeMillis));
    }
    Path path = Path.of(input);
    if (Files.isDirectory(path)) {
      return directory(path, leftOut);
    }
    if (!Files.exists(path)) {
      throw new IllegalArgumentException(
          "--input is '" + input + "', which does not exist: give a file, a directory or -");
    }
    Optional<String> other = Files.isRegularFile(path) ? other(path) : Optional.empty();
    if (other.isPresent()) {
      throw new IllegalArgumentException(
          "--input is '" + input + "', which is " + other.get() + ": give lines of text");
    }
    return List.of(file(path));
  }

  private static List<DemoInput> directory(Path directory, Consumer<String> leftOut) {
    List<DemoInput> streams = new ArrayList<>();
    List<String> others = new ArrayList<>();
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.sorted().toList()) {
        String name = file.getFileName().toString();
        if (name.startsWith(".")) {
          continue;
        }
        Optional<String> other =
            name.endsWith(".json") ? Optional.of("not lines but JSON") : other(file);
        other.ifPresentOrElse(
            what -> others.add(name + " (" + what + ")"), () -> streams.add(file(file)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(directory + " can't be read: " + e.getMessage(), e);
    }
    if (!others.isEmpty()) {
      leftOut.accept("left out of " + directory + ": " + shortened(others));
    }
    if (streams.isEmpty()) {
      throw new IllegalArgumentException(
          "--input is '"
              + directory
              + "', a directory without log files: give one with logs in"
              + " it");
    }
    return streams;
  }

  /** What a file is if it does not hold lines of text; empty for one that can't be read. */
  private static Optional<String> other(Path file) {
    if (Files.isDirectory(file)) {
      return Optional.of("a directory");
    }
    if (!Files.isRegularFile(file)) {
      return Optional.of("no regular file");
    }
    try (InputStream in = Files.newInputStream(file)) {
      return BinaryFormat.look(in).map(BinaryFormat::what);
    } catch (IOException e) {
      return Optional.empty(); // the replay reports it
    }
  }

  private static String shortened(List<String> others) {
    int more = others.size() - MAX_NAMED;
    return String.join(", ", others.subList(0, Math.min(others.size(), MAX_NAMED)))
        + (more > 0 ? " and %,d more".formatted(more) : "");
  }

  private static DemoInput recorded(String file) {
    return new DemoInput(
        file.replaceFirst("\\.log$", ""),
        () -> new BufferedInputStream(BundledRecording.open(file)),
        false,
        System::currentTimeMillis);
  }

  private static DemoInput file(Path file) {
    String name = file.getFileName().toString();
    String key = name.endsWith(".log") ? name.substring(0, name.length() - 4) : name;
    return new DemoInput(
        key,
        () -> Utf8Input.of(new BufferedInputStream(Files.newInputStream(file))),
        false,
        LastChange.of(file));
  }
}
