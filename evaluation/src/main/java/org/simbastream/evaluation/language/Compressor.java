package org.simbastream.evaluation.language;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/** A compressor of general use, which learns from nothing but the bytes themselves. */
enum Compressor {
  /** {@code xz -9}; its dictionary no larger than the data, which it can't use more of. */
  XZ("xz") {
    @Override
    int size(byte[] bytes) {
      try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
        LZMA2Options options = new LZMA2Options(9);
        int needed = Integer.highestOneBit(Math.max(1, bytes.length)) << 1;
        options.setDictSize(Math.max(LEAST_DICTIONARY, Math.min(options.getDictSize(), needed)));
        try (XZOutputStream xz = new XZOutputStream(out, options)) {
          xz.write(bytes);
        }
        return out.size();
      } catch (IOException e) {
        throw new UncheckedIOException("xz can't compress in memory", e);
      }
    }
  },
  /** {@code zstd -19}. */
  ZSTD("zstd") {
    @Override
    int size(byte[] bytes) {
      return Zstd.compress(bytes, 19).length;
    }
  };

  private static final int LEAST_DICTIONARY = 1 << 16;

  private final String label;

  Compressor(String label) {
    this.label = label;
  }

  /** Its name in figures. */
  String label() {
    return label;
  }

  /** The size of the compressed bytes, in bytes. */
  abstract int size(byte[] bytes);
}
