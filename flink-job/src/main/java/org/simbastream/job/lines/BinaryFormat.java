package org.simbastream.job.lines;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.simbastream.formats.TextEncoding;

/**
 * Recognises input that is not lines of text by its first bytes, for files given by mistake as
 * logs.
 */
public enum BinaryFormat {
  /** Compressed with gzip. */
  GZIP("compressed with gzip", "zcat"),
  /** Compressed with zstd. */
  ZSTD("compressed with zstd", "zstdcat"),
  /** Compressed with xz. */
  XZ("compressed with xz", "xzcat"),
  /** Compressed with bzip2. */
  BZIP2("compressed with bzip2", "bzcat"),
  /** A zip archive. */
  ZIP("a zip archive", "unzip -p"),
  /** Has bytes 0 in it. */
  BINARY("binary", "");

  private static final int LOOKED_AT = 8 * 1024;

  private final String what;
  private final String remedy;

  BinaryFormat(String what, String remedy) {
    this.what = what;
    this.remedy = remedy;
  }

  /** The format, as the end of a sentence. */
  public String what() {
    return what;
  }

  /** The command that converts a file of this format to text; empty if there is none. */
  public String remedy() {
    return remedy;
  }

  /**
   * Inspects the next bytes without consuming them.
   *
   * @return the format; empty if it may be text
   * @throws IOException if it can't be read
   */
  public static Optional<BinaryFormat> peek(BufferedInputStream in) throws IOException {
    in.mark(LOOKED_AT);
    byte[] head = new byte[LOOKED_AT];
    int length = in.read(head); // reads only available bytes: the input may be live
    in.reset();
    return Optional.ofNullable(of(head, Math.max(0, length)));
  }

  /**
   * Inspects the first bytes of a stream.
   *
   * @return the format; empty if it may be text
   * @throws IOException if it can't be read
   */
  public static Optional<BinaryFormat> look(InputStream in) throws IOException {
    return peek(new BufferedInputStream(in, LOOKED_AT));
  }

  private static BinaryFormat of(byte[] head, int length) {
    if (begins(head, length, 0x1f, 0x8b)) {
      return GZIP;
    }
    if (begins(head, length, 0x28, 0xb5, 0x2f, 0xfd)) {
      return ZSTD;
    }
    if (begins(head, length, 0xfd, '7', 'z', 'X', 'Z', 0)) {
      return XZ;
    }
    if (begins(head, length, 'B', 'Z', 'h') && length > 4 && head[4] == 0x31) {
      return BZIP2;
    }
    if (begins(head, length, 'P', 'K', 3, 4)) {
      return ZIP;
    }
    if (TextEncoding.utf16(head, length).isPresent()) {
      return null;
    }
    for (int i = 0; i < length; i++) {
      if (head[i] == 0) {
        return BINARY;
      }
    }
    return null;
  }

  private static boolean begins(byte[] head, int length, int... with) {
    if (length < with.length) {
      return false;
    }
    for (int i = 0; i < with.length; i++) {
      if ((head[i] & 0xff) != with[i]) {
        return false;
      }
    }
    return true;
  }
}
