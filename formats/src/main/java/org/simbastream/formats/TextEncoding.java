package org.simbastream.formats;

import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * How bytes become text. Bytes of UTF-16 are recognised where UTF-8 is expected: by their byte
 * order mark, or since nearly every second of them is 0.
 *
 * @param charset the name of the charset that is expected
 * @param malformed what happens to bytes that are none of its characters
 */
public record TextEncoding(String charset, Malformed malformed) implements Serializable {

  /** UTF-8, or UTF-16 where it is recognised, other bytes replaced. */
  public static final TextEncoding DEFAULT = new TextEncoding("UTF-8", Malformed.REPLACE);

  private static final long serialVersionUID = 1L;

  /** The number of bytes from which UTF-16 is recognised without a mark. */
  private static final int LEAST_UNMARKED = 8;

  /** The share of high bytes that are 0 where most characters are those of ASCII. */
  private static final double MOST = 0.75;

  /** The number of low bytes that are 0, as those of a few characters are, for each high byte. */
  private static final double FEW = 0.125;

  private static final char BYTE_ORDER_MARK = '\uFEFF';

  /** What happens to bytes that are no characters. */
  public enum Malformed {
    /** U+FFFD stands for them in the text. */
    REPLACE,
    /** The record is rejected. */
    REJECT
  }

  /**
   * Checks the charset.
   *
   * @throws IllegalArgumentException if this JVM does not know it; the message names the option
   */
  public TextEncoding {
    if (!isKnown(charset)) {
      throw new IllegalArgumentException(
          "simba.record.charset is '" + charset + "', which is no charset that Java knows");
    }
  }

  /** Whether this JVM knows a charset of that name. */
  public static boolean isKnown(String charset) {
    try {
      return Charset.isSupported(charset);
    } catch (IllegalArgumentException e) { // no name at all
      return false;
    }
  }

  /**
   * Decodes bytes; a byte order mark at their beginning is left out.
   *
   * @throws CharacterCodingException if they are malformed and to be rejected
   */
  public String decode(byte[] bytes) throws CharacterCodingException {
    Charset expected = Charset.forName(charset);
    Charset actual =
        expected.equals(StandardCharsets.UTF_8)
            ? utf16(bytes, bytes.length).orElse(expected)
            : expected;
    CodingErrorAction action =
        malformed == Malformed.REJECT ? CodingErrorAction.REPORT : CodingErrorAction.REPLACE;
    String text =
        actual
            .newDecoder()
            .onMalformedInput(action)
            .onUnmappableCharacter(action)
            .decode(ByteBuffer.wrap(bytes))
            .toString();
    return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
  }

  /** A charset in which a value can be read and written again with every byte unchanged. */
  public Charset keepingBytes(byte[] value) {
    Charset expected = Charset.forName(charset);
    return expected.name().startsWith("UTF-16") || expected.name().startsWith("UTF-32")
        ? expected
        : utf16(value, value.length).orElse(StandardCharsets.ISO_8859_1);
  }

  /**
   * Recognises UTF-16: by its byte order mark, or by a 0 in the first or second byte and in most
   * such bytes after it, and hardly anywhere else.
   *
   * @param length how many of the bytes to look at
   */
  public static Optional<Charset> utf16(byte[] bytes, int length) {
    if (length < 2) {
      return Optional.empty();
    }
    int mark = (bytes[0] & 0xff) << 8 | bytes[1] & 0xff;
    if (mark == 0xfeff || bytes[0] == 0 && isHighByte(bytes, length, 0)) {
      return Optional.of(StandardCharsets.UTF_16BE);
    }
    return mark == 0xfffe || bytes[1] == 0 && isHighByte(bytes, length, 1)
        ? Optional.of(StandardCharsets.UTF_16LE)
        : Optional.empty();
  }

  /** Whether most of every second bytes are 0, and few of the others are. */
  private static boolean isHighByte(byte[] bytes, int length, int first) {
    int zeros = 0;
    int others = 0;
    for (int i = 0; i < length; i++) {
      if (bytes[i] == 0) {
        if (i % 2 == first) {
          zeros++;
        } else {
          others++;
        }
      }
    }
    return length >= LEAST_UNMARKED && zeros >= length / 2 * MOST && others <= zeros * FEW;
  }
}
