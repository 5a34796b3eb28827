package org.simbastream.job.demo;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import org.simbastream.job.lines.LineReader;
import org.simbastream.job.lines.LineTime;

/**
 * The lines of one stream with their times. A line without a time has that of the one before it. In
 * a stream without any, lines follow each other a tenth of a second apart, or have the present if
 * they are live.
 */
final class TimedLines implements Closeable {

  /** Kafka takes 8 MiB here; what is longer would not even become a dead letter, so it is cut. */
  private static final int MAX_BYTES = 7 << 20;

  private static final long UNTIMED_STEP_MS = 100;

  private final DemoInput stream;
  private final InputStream in;
  private final LineReader lines;
  private final long untimedStart;
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
    line = lines.next();
    if (line == null) {
      return;
    }
    int prefix = Math.min(line.length, 200);
    OptionalLong found = LineTime.find(new String(line, 0, prefix, StandardCharsets.ISO_8859_1));
    if (found.isPresent()) {
      time = found.getAsLong();
      timed = true;
    } else if (!timed) {
      time =
          stream.live()
              ? System.currentTimeMillis()
              : untimedStart + (lines.number() - 1) * UNTIMED_STEP_MS;
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
