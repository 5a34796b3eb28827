package org.simbastream.savepoints.list;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/** Computes the serialized size of a value, without the overhead of a backend. */
final class StateBytes {

  private static final int INITIAL = 1 << 16;

  private StateBytes() {}

  /** Bytes of a value, 0 for none. */
  static <T> long of(T value, TypeSerializer<T> serializer) {
    if (value == null) {
      return 0;
    }
    DataOutputSerializer out = new DataOutputSerializer(INITIAL);
    try {
      serializer.serialize(value, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.length();
  }
}
