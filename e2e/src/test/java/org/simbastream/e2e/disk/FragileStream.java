package org.simbastream.e2e.disk;

import java.io.IOException;
import java.util.function.BooleanSupplier;
import org.apache.flink.core.fs.FSDataOutputStream;

/** A stream on which nothing can be written while the disk is full. */
final class FragileStream extends FSDataOutputStream {

  private final FSDataOutputStream stream;
  private final BooleanSupplier full;

  FragileStream(FSDataOutputStream stream, BooleanSupplier full) {
    this.stream = stream;
    this.full = full;
  }

  private void requireSpace() throws IOException {
    if (full.getAsBoolean()) {
      throw new IOException("No space left on device");
    }
  }

  @Override
  public long getPos() throws IOException {
    return stream.getPos();
  }

  @Override
  public void write(int b) throws IOException {
    requireSpace();
    stream.write(b);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    requireSpace();
    stream.write(bytes, offset, length);
  }

  @Override
  public void flush() throws IOException {
    requireSpace();
    stream.flush();
  }

  @Override
  public void sync() throws IOException {
    requireSpace();
    stream.sync();
  }

  @Override
  public void close() throws IOException {
    stream.close();
  }
}
