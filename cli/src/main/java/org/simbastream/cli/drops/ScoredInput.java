package org.simbastream.cli.drops;

import java.io.BufferedInputStream;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.simbastream.formats.mask.Masks;
import org.simbastream.job.lines.BinaryFormat;
import org.simbastream.job.lines.FileTimes;
import org.simbastream.job.lines.LastChange;
import org.simbastream.job.lines.Utf8Input;
import org.simbastream.job.score.FileScorer;
import org.simbastream.model.mamba.MambaModel;
import org.simbastream.operators.settings.OperatorSettings;
import org.simbastream.operators.text.JoinSettings;
import org.simbastream.text.time.TimeRules;

/**
 * Makes files of scored records of what a user has: such files as they are, standard input as a
 * copy, and files of lines by scoring each as one stream. Closing it deletes what it made.
 */
final class ScoredInput implements AutoCloseable {

  /** The greatest number of bytes and of tokens that are read of a line. */
  private static final int MAX_BYTES = 1 << 20;

  private static final int MAX_TOKENS = 2_048;

  /** The longest beginning of a file that is looked at. */
  private static final int HEAD = 1 << 22;

  private static final Path STDIN = Path.of("-");

  private final List<Path> made = new ArrayList<>();

  /** Gives a model to what needs one. */
  interface ModelSource {

    /** Scores files with the model. */
    void use(Consumer<MambaModel> scoring);
  }

  /**
   * The files' scored records, in their order.
   *
   * @param model opened only if a file has lines that are not scored yet
   * @throws IllegalArgumentException if a file is none, or not text
   */
  List<ScoredFile> of(List<Path> files, ModelSource model) throws IOException {
    List<Path> read = new ArrayList<>();
    for (Path file : files) {
      read.add(file.equals(STDIN) ? copied(System.in) : checked(file));
    }
    List<Path> lines = new ArrayList<>();
    for (Path file : read) {
      if (!isScored(file)) {
        lines.add(file);
      }
    }
    if (!lines.isEmpty()) {
      model.use(mamba -> lines.forEach(file -> read.set(read.indexOf(file), scored(file, mamba))));
    }
    return read.stream().map(ScoredFile::new).toList();
  }

  @Override
  public void close() {
    for (Path file : made) {
      try {
        Files.deleteIfExists(file);
      } catch (IOException e) {
        throw new UncheckedIOException(file + " can't be deleted: " + e.getMessage(), e);
      }
    }
  }

  private static Path checked(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new IllegalArgumentException(
          "no file "
              + file
              + ": give files of lines or of scored records, or - for standard input");
    }
    try (BufferedInputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      Optional<BinaryFormat> other = BinaryFormat.peek(in);
      if (other.isPresent()) {
        String remedy = other.get().remedy();
        throw new IllegalArgumentException(
            file
                + " is "
                + other.get().what()
                + ", but lines of text are read"
                + (remedy.isEmpty() ? "" : ": %s %s | simba drops -".formatted(remedy, file)));
      }
    }
    return file;
  }

  private static boolean isScored(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      String head = new String(in.readNBytes(HEAD), StandardCharsets.UTF_8);
      return head.lines()
          .filter(line -> !line.isBlank())
          .findFirst()
          .map(ScoredFile::isScored)
          .orElse(false);
    }
  }

  private Path copied(InputStream in) throws IOException {
    Path copy = temporary();
    try (var out = Files.newOutputStream(copy)) {
      in.transferTo(out);
    }
    return copy;
  }

  private Path scored(Path file, MambaModel model) {
    FileTimes times = new FileTimes(TimeRules.DEFAULT, LastChange.of(file));
    try (BufferedInputStream in = new BufferedInputStream(Files.newInputStream(file));
        FileScorer scorer =
            new FileScorer(
                model,
                settings(),
                MAX_BYTES,
                MAX_TOKENS,
                times,
                JoinSettings.DEFAULT,
                Masks.NONE)) {
      Path scored = temporary();
      try (BufferedWriter out = Files.newBufferedWriter(scored)) {
        scorer.read(Utf8Input.of(in), json -> write(json, out));
      }
      return scored;
    } catch (IOException e) {
      throw new UncheckedIOException(file + " can't be read: " + e.getMessage(), e);
    }
  }

  private static void write(String json, BufferedWriter out) {
    try {
      out.write(json);
      out.newLine();
    } catch (IOException e) {
      throw new UncheckedIOException("scored records can't be written: " + e.getMessage(), e);
    }
  }

  private Path temporary() throws IOException {
    Path file = Files.createTempFile("simba-drops-", ".jsonl");
    made.add(file);
    return file;
  }

  private static OperatorSettings settings() {
    return OperatorSettings.builder()
        .chunk(new OperatorSettings.Chunk(256, Duration.ZERO))
        .bundle(new OperatorSettings.Bundle(256, Duration.ZERO))
        .idleExpiry(Duration.ZERO)
        .build();
  }
}
