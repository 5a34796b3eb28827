package org.simbastream.formats.decode;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;
import org.simbastream.formats.RejectedException;
import org.simbastream.records.RejectionReason;

/** Decompresses values that are compressed with gzip or zlib, as those of GELF may be. */
final class Inflater {

  private Inflater() {}

  /**
   * Decompresses a value; one that is not compressed is returned as it is.
   *
   * @param maxBytes the largest result, in bytes
   * @throws RejectedException if it is damaged, or too large
   */
  static byte[] inflated(byte[] value, int maxBytes) throws RejectedException {
    if (value.length < 2) {
      return value;
    }
    int magic = (value[0] & 0xff) << 8 | value[1] & 0xff;
    if (magic == 0x1e0f) {
      throw Malformed.value("a message in GELF", "it is one chunk of a message");
    }
    boolean gzip = magic == 0x1f8b;
    boolean zlib = value[0] == 0x78 && magic % 31 == 0;
    if (!gzip && !zlib) {
      return value;
    }
    try (InputStream packed = new ByteArrayInputStream(value);
        InputStream in = gzip ? new GZIPInputStream(packed) : new InflaterInputStream(packed)) {
      byte[] inflated = in.readNBytes(maxBytes);
      if (in.read() >= 0) {
        throw new RejectedException(
            RejectionReason.TOO_LARGE,
            "The value has more bytes than simba.record.max-bytes = %d once it is decompressed."
                .formatted(maxBytes));
      }
      return inflated;
    } catch (IOException e) {
      throw Malformed.value("well-formed " + (gzip ? "gzip" : "zlib"), e.getMessage());
    }
  }

  /** The same, but a value that is not compressed as a whole is returned as it is. */
  static byte[] inflatedIfWhole(byte[] value, int maxBytes) {
    try {
      return inflated(value, maxBytes);
    } catch (RejectedException e) {
      return value;
    }
  }
}
