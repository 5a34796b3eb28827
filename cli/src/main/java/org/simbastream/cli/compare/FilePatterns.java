package org.simbastream.cli.compare;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.simbastream.formats.RecordFormat;
import org.simbastream.formats.RecordReader;
import org.simbastream.formats.TextEncoding;
import org.simbastream.job.lines.BinaryFormat;
import org.simbastream.job.lines.LineReader;
import org.simbastream.job.lines.Utf8Input;
import org.simbastream.records.IncomingRecord;
import org.simbastream.records.Position;
import org.simbastream.records.StreamPattern;
import org.simbastream.scoring.PatternLearner;
import org.simbastream.text.EventText;

/** How many lines of a file have each pattern. */
final class FilePatterns {

  /** The greatest number of patterns that are counted. */
  private static final int MOST = 100_000;

  /** The longest line that is read, in bytes. */
  private static final int LONGEST_LINE = 1 << 20;

  /** The greatest length of an example, in characters. */
  private static final int MAX_EXAMPLE = 512;

  /** A pattern of the file. */
  static final class Counted {

    private final StreamPattern pattern;
    private final String example;
    private long count;

    private Counted(StreamPattern pattern, String example) {
      this.pattern = pattern;
      this.example = example;
    }

    StreamPattern pattern() {
      return pattern;
    }

    /** The first line that has it. */
    String example() {
      return example;
    }

    long count() {
      return count;
    }
  }

  private final Map<Long, Counted> patterns = new LinkedHashMap<>(); // by id
  private long lines;
  private long unread;

  private FilePatterns() {}

  /** Learns from the lines of a file which of their words are values. */
  static void learn(Path file, PatternLearner learner) throws IOException {
    new FilePatterns().read(file, learner::learn);
  }

  /** Counts the lines of a file. */
  static FilePatterns count(Path file, PatternLearner learner) throws IOException {
    FilePatterns counts = new FilePatterns();
    counts.read(file, text -> counts.count(text, learner.pattern(text)));
    return counts;
  }

  /** By id, in the order in which they came first. */
  Map<Long, Counted> patterns() {
    return patterns;
  }

  /** How many lines have a pattern. */
  long lines() {
    return lines;
  }

  /** How many lines could not be read, or have a pattern beyond those that are counted. */
  long unread() {
    return unread;
  }

  /** How many lines have a pattern. */
  long countOf(long id) {
    Counted counted = patterns.get(id);
    return counted == null ? 0 : counted.count;
  }

  private void count(String text, StreamPattern pattern) {
    Counted counted = patterns.get(pattern.id());
    if (counted == null) {
      if (patterns.size() == MOST) {
        unread++;
        return;
      }
      counted = new Counted(pattern, cut(text));
      patterns.put(pattern.id(), counted);
    }
    counted.count++;
    lines++;
  }

  /** Reads the lines that tell an event: neither empty ones nor frames of stack traces. */
  private void read(Path file, Consumer<String> lineOf) throws IOException {
    RecordReader reader =
        RecordReader.ofFile(RecordFormat.text(LONGEST_LINE, Duration.ZERO, TextEncoding.DEFAULT));
    try (BufferedInputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      checkText(file, in);
      InputStream text = Utf8Input.of(in);
      LineReader bytes = new LineReader(text, LONGEST_LINE + 1);
      int codeLines = 0;
      for (byte[] line = bytes.next(); line != null; line = bytes.next()) {
        Position position = new Position("", 0, bytes.number());
        IncomingRecord record = reader.read(position, 0, null, line);
        if (!record.isRead()) {
          unread++;
        } else if (EventText.continuesTrace(record.text(), codeLines)) {
          codeLines = EventText.codeLinesAfter(record.text(), codeLines);
        } else if (!record.text().isBlank()) {
          codeLines = 0;
          lineOf.accept(record.text());
        }
      }
    }
  }

  private static void checkText(Path file, BufferedInputStream in) throws IOException {
    Optional<BinaryFormat> other = BinaryFormat.peek(in);
    if (other.isPresent()) {
      String remedy = other.get().remedy();
      throw new IllegalArgumentException(
          file
              + " is "
              + other.get().what()
              + ", but lines of text are compared"
              + (remedy.isEmpty() ? "" : ": %s %s > FILE first".formatted(remedy, file)));
    }
  }

  private static String cut(String text) {
    if (text.length() <= MAX_EXAMPLE) {
      return text;
    }
    int end = MAX_EXAMPLE - 1;
    return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + "…";
  }
}
