package org.simbastream.cli.terminal;

import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Standard output that remembers why writing failed. A reader that closes the pipe ({@code | head
 * -1}) is no failure; a full disk is.
 */
public final class Output extends PrintStream {

  private final Watched watched;

  /** In UTF-8, flushed at the end of each line. */
  public Output(OutputStream to) {
    this(new Watched(new BufferedOutputStream(to)));
  }

  private Output(Watched watched) {
    super(watched, true, StandardCharsets.UTF_8);
    this.watched = watched;
  }

  /** Whether the reader has closed the pipe. */
  public static boolean hasNoReader(PrintStream out) {
    return out instanceof Output output && output.watched.noReader;
  }

  private static final class Watched extends FilterOutputStream {

    private volatile boolean noReader;

    Watched(OutputStream to) {
      super(to);
    }

    @Override
    public void write(int b) throws IOException {
      try {
        out.write(b);
      } catch (IOException e) {
        throw seen(e);
      }
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      try {
        out.write(bytes, from, length);
      } catch (IOException e) {
        throw seen(e);
      }
    }

    @Override
    public void flush() throws IOException {
      try {
        out.flush();
      } catch (IOException e) {
        throw seen(e);
      }
    }

    private IOException seen(IOException e) {
      noReader |= "Broken pipe".equals(e.getMessage()); // as in the JDK's own code
      return e;
    }
  }
}
