package org.simbastream.cli.demo;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.OptionalLong;
import org.simbastream.job.lines.FileTimes;
import org.simbastream.job.lines.LineReader;
import org.simbastream.text.time.EventTimes;
import org.simbastream.text.time.TimeRules;

/**
 * The lines of one stream with their times. A line without a time, or with one of a clock that was
 * not set (1970, or more than a day ahead of the present), has that of the one before it; those at
 * the beginning (a banner, the rest of a stack trace) have that of the first line with one, unless
 * they are live or it comes late. In a stream without any, lines follow each other a tenth of a
 * second apart, or have the present if they are live.
 */
final class TimedLines implements Closeable {

  /**
   * The demo's Kafka accepts 8 MiB; a longer line would not even become a dead letter, so it is
   * cut.
   */
  private static final int MAX_BYTES = 7 << 20;

  /** How many lines, or bytes of them, are looked through for the first time. */
  private static final int MAX_LINES_AHEAD = 1_000;

  private static final int MAX_BYTES_AHEAD = 1 << 20;

  private static final long UNTIMED_STEP_MS = 100;

  private static final int MAX_BYTES_LOOKED_AT = 1 << 16;

  private static final OptionalLong NONE = OptionalLong.empty();

  private final DemoInput stream;
  private final FileTimes times;
  private final InputStream in;
  private final LineReader lines;
  private final Deque<byte[]> ahead = new ArrayDeque<>(); // read already
  private final long untimedStart;
  private long number; // of the current line, from 1
  private long untimed;
  private long time;
  private boolean timed;
  private byte[] line;

  /**
   * Opens a stream and reads its first line.
   *
   * @param rules what is assumed of times that leave something out
   * @param untimedStart the first line's time if lines turn out to have none, in milliseconds
   */
  TimedLines(DemoInput stream, TimeRules rules, long untimedStart) throws IOException {
    this.stream = stream;
    this.times = new FileTimes(rules, stream.changed());
    this.in = stream.open().open();
    this.lines = new LineReader(in, MAX_BYTES);
    this.untimedStart = untimedStart;
    if (!stream.live()) {
      lookAhead();
    }
    advance();
  }

  String key() {
    return stream.key();
  }

  /** The current line; null at the end. */
  byte[] line() {
    return line;
  }

  /** The current line's time, in milliseconds since the epoch. */
  long time() {
    return time;
  }

  /** What was recognised as times, in words; empty if no line had a time so far. */
  Optional<String> recognised() {
    return times.recognised();
  }

  /** How many lines, empty ones aside, had no time of their own so far. */
  long untimed() {
    return untimed;
  }

  void advance() throws IOException {
    line = ahead.isEmpty() ? lines.next() : ahead.remove();
    if (line == null) {
      return;
    }
    number++;
    OptionalLong found = timeOf(line);
    if (found.isPresent()) {
      time = found.getAsLong();
      timed = true;
      return;
    }
    untimed += line.length > 0 ? 1 : 0;
    if (!timed) {
      time =
          stream.live()
              ? System.currentTimeMillis()
              : untimedStart + (number - 1) * UNTIMED_STEP_MS;
    }
  }

  /** Reads lines until their times are certain, and takes the first. */
  private void lookAhead() throws IOException {
    int bytes = 0;
    while (!times.isSettled() && ahead.size() < MAX_LINES_AHEAD && bytes < MAX_BYTES_AHEAD) {
      byte[] next = lines.next();
      if (next == null) {
        break;
      }
      ahead.add(next);
      bytes += next.length;
      timeOf(next);
    }
    if (times.countFromStart()) {
      times.startedAt(stream.changed().getAsLong() - lastUptime());
    }
    OptionalLong first =
        ahead.stream().map(this::timeOf).filter(OptionalLong::isPresent).findFirst().orElse(NONE);
    if (first.isPresent()) {
      time = first.getAsLong();
      timed = true;
    }
  }

  /** How long the system had been running when its kernel wrote the last line. */
  private long lastUptime() throws IOException {
    long last = 0;
    try (InputStream again = stream.open().open()) {
      LineReader all = new LineReader(again, MAX_BYTES);
      for (byte[] next = all.next(); next != null; next = all.next()) {
        last = Math.max(last, EventTimes.uptime(text(next)).orElse(0));
      }
    }
    return last;
  }

  private OptionalLong timeOf(byte[] bytes) {
    return times.of(text(bytes));
  }

  private static String text(byte[] line) {
    return new String(line, 0, Math.min(line.length, MAX_BYTES_LOOKED_AT), StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
