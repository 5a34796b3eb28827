package org.simbastream.savepoints.compare;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/**
 * Whether values are the same in a savepoint. For values that hold arrays, which Java only compares
 * by identity.
 */
final class SameBytes {

  private static final int INITIAL = 1 << 10;

  private SameBytes() {}

  static <T> boolean are(T a, T b, TypeSerializer<T> serializer) {
    if (a == null || b == null) {
      return a == b;
    }
    return Arrays.equals(bytes(a, serializer), bytes(b, serializer));
  }

  static <T> boolean areAll(List<T> a, List<T> b, TypeSerializer<T> serializer) {
    boolean same = a.size() == b.size();
    for (int i = 0; same && i < a.size(); i++) {
      same = are(a.get(i), b.get(i), serializer);
    }
    return same;
  }

  private static <T> byte[] bytes(T value, TypeSerializer<T> serializer) {
    DataOutputSerializer out = new DataOutputSerializer(INITIAL);
    try {
      serializer.serialize(value, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.getCopyOfBuffer();
  }
}
