package org.simbastream.job.lines;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.simbastream.formats.TextEncoding;

/**
 * Lines of UTF-16 as bytes of UTF-8, which can be cut at line feeds. The byte order mark is left
 * out.
 */
public final class Utf8Input extends InputStream {

  private static final int LOOKED_AT = 1024;
  private static final int CHARACTERS = 4096;
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private final Reader in;
  private final char[] characters = new char[CHARACTERS];
  private int kept; // characters at the beginning of the array: half of one that goes on
  private boolean started;
  private byte[] bytes = {};
  private int at;

  private Utf8Input(Reader in) {
    this.in = in;
  }

  /**
   * The input itself if it is not UTF-16 as far as its first bytes tell; else its text in UTF-8.
   *
   * @throws IOException if it can't be read
   */
  public static InputStream of(BufferedInputStream in) throws IOException {
    in.mark(LOOKED_AT);
    byte[] head = new byte[LOOKED_AT];
    int length = in.read(head); // reads only available bytes: the input may be live
    in.reset();
    Optional<Charset> utf16 = TextEncoding.utf16(head, Math.max(0, length));
    return utf16.isPresent() ? new Utf8Input(new InputStreamReader(in, utf16.get())) : in;
  }

  @Override
  public int read() throws IOException {
    return fill() ? bytes[at++] & 0xff : -1;
  }

  @Override
  public int read(byte[] into, int from, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (!fill()) {
      return -1;
    }
    int copied = Math.min(length, bytes.length - at);
    System.arraycopy(bytes, at, into, from, copied);
    at += copied;
    return copied;
  }

  @Override
  public int available() {
    return bytes.length - at;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  /** Whether there is a byte; reads on if there is none. */
  private boolean fill() throws IOException {
    while (at == bytes.length) {
      int read = in.read(characters, kept, CHARACTERS - kept);
      if (read < 0 && kept == 0) {
        return false;
      }
      int length = kept + Math.max(0, read);
      kept = read > 0 && Character.isHighSurrogate(characters[length - 1]) ? 1 : 0;
      int from = !started && characters[0] == BYTE_ORDER_MARK ? 1 : 0;
      started = true;
      String text = new String(characters, from, length - kept - from);
      characters[0] = characters[length - 1]; // half of a character, if one is kept
      bytes = text.getBytes(StandardCharsets.UTF_8);
      at = 0;
    }
    return true;
  }
}
