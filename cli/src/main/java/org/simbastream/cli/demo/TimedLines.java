package org.simbastream.cli.demo;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalLong;
import org.simbastream.job.lines.LineReader;
import org.simbastream.job.lines.LineTime;
import org.simbastream.job.options.SimbaOptions;

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

  private static final long YEAR_1971 = Duration.ofDays(365).toMillis();

  private static final long MAX_AHEAD_MS = SimbaOptions.TIME_MAX_AHEAD.defaultValue().toMillis();

  private final DemoInput stream;
  private final InputStream in;
  private final LineReader lines;
  private final Deque<byte[]> ahead = new ArrayDeque<>(); // read already
  private final long untimedStart;
  private long number; // of the current line, from 1
  private long time;
  private boolean timed;
  private byte[] line;

  /**
   * Opens a stream and reads its first line.
   *
   * @param untimedStart the first line's time if lines turn out to have none, in milliseconds
   */
  TimedLines(DemoInput stream, long untimedStart) throws IOException {
    this.stream = stream;
    this.in = stream.open().open();
    this.lines = new LineReader(in, MAX_BYTES);
    this.untimedStart = untimedStart;
    if (!stream.live()) {
      findFirstTime();
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
    } else if (!timed) {
      time =
          stream.live()
              ? System.currentTimeMillis()
              : untimedStart + (number - 1) * UNTIMED_STEP_MS;
    }
  }

  private void findFirstTime() throws IOException {
    int bytes = 0;
    while (!timed && ahead.size() < MAX_LINES_AHEAD && bytes < MAX_BYTES_AHEAD) {
      byte[] next = lines.next();
      if (next == null) {
        return;
      }
      ahead.add(next);
      bytes += next.length;
      OptionalLong found = timeOf(next);
      if (found.isPresent()) {
        time = found.getAsLong();
        timed = true;
      }
    }
  }

  private static OptionalLong timeOf(byte[] line) {
    int prefix = Math.min(line.length, 200);
    OptionalLong found = LineTime.find(new String(line, 0, prefix, StandardCharsets.ISO_8859_1));
    return found.isPresent() && isSane(found.getAsLong()) ? found : OptionalLong.empty();
  }

  /** Whether a time is plausible; a time that the job would reject is not. */
  private static boolean isSane(long time) {
    return time >= YEAR_1971 && time <= System.currentTimeMillis() + MAX_AHEAD_MS;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
