package org.simbastream.benchmarks.job;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.simbastream.job.lines.LineReader;
import org.simbastream.model.bundled.ModelLocation;
import org.simbastream.model.checkpoint.Checkpoint;
import org.simbastream.model.text.TextTokenizer;
import org.simbastream.recordings.bundled.BundledRecording;

/** The bundled recording's text, as lines and as records of a fixed number of tokens. */
final class LogRecords {

  private static final int MAX_LINE_BYTES = 1 << 16;

  /**
   * A text and its tokens.
   *
   * @param tokens (tokens)
   */
  record LogRecord(String text, int[] tokens) {}

  private LogRecords() {}

  /** Its lines that are not empty, in the files' order. */
  static List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (String file : BundledRecording.files()) {
      try (InputStream in = new BufferedInputStream(BundledRecording.open(file))) {
        LineReader reader = new LineReader(in, MAX_LINE_BYTES);
        for (byte[] line = reader.next(); line != null; line = reader.next()) {
          if (line.length > 0) {
            lines.add(new String(line, StandardCharsets.UTF_8));
          }
        }
      } catch (IOException e) {
        throw new UncheckedIOException(file + " can't be read: " + e.getMessage(), e);
      }
    }
    return lines;
  }

  /** Its text cut into records of exactly {@code tokens} tokens of the bundled tokenizer. */
  static List<LogRecord> ofTokens(int tokens) {
    return ModelLocation.read(ModelLocation.BUNDLED, directory -> cut(directory, tokens));
  }

  private static List<LogRecord> cut(Path model, int tokens) {
    Checkpoint checkpoint = Checkpoint.open(model);
    List<LogRecord> records = new ArrayList<>();
    try (TextTokenizer tokenizer =
        TextTokenizer.open(checkpoint.tokenizer(), checkpoint.configuration().vocabSize())) {
      int[] all = tokenizer.encode(String.join("\n", lines())); // (tokens of the recording)
      for (int from = 0; from + tokens <= all.length; from += tokens) {
        int[] cut = Arrays.copyOfRange(all, from, from + tokens); // (tokens)
        records.add(new LogRecord(tokenizer.decode(cut), cut));
      }
    }
    return records;
  }
}
