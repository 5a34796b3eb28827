package org.simbastream.job.lines;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Cuts bytes at line feeds. A line longer than the bound is cut off there and the rest of it
 * skipped, so that no input takes more memory than that.
 */
public final class LineReader {

  private final InputStream in;
  private final int maxBytes;
  private long number;

  /**
   * A reader of lines.
   *
   * @param in a buffered stream, which the caller closes
   * @param maxBytes the greatest number of bytes kept of a line
   */
  public LineReader(InputStream in, int maxBytes) {
    this.in = in;
    this.maxBytes = maxBytes;
  }

  /**
   * The next line without its line feed; null at the end.
   *
   * @throws IOException if the input can't be read
   */
  public byte[] next() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream(256);
    int b = in.read();
    if (b < 0) {
      return null;
    }
    for (; b >= 0 && b != '\n'; b = in.read()) {
      if (line.size() < maxBytes) {
        line.write(b);
      }
    }
    number++;
    return line.toByteArray();
  }

  /** The number of the line that was read last, from 1. */
  public long number() {
    return number;
  }
}
