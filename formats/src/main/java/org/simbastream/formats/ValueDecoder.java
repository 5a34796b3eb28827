package org.simbastream.formats;

import java.io.Serializable;
import java.util.List;
import org.simbastream.annotation.Internal;

/**
 * Decodes the values of a wire format into JSON objects, whose fields {@link RecordFormat} names:
 * those of the key, the text, the time, the severity and the rest.
 *
 * <p>A decoder travels with the job: what it needs beside its settings is transient and made when
 * it is first used. Each task has a copy of its own, so it need not be thread-safe.
 */
@Internal
public interface ValueDecoder extends Serializable {

  /**
   * Decodes one value.
   *
   * @param value the value's bytes, never null and within {@code simba.record.max-bytes}
   * @return the records in the value, in their order; empty if it holds none
   * @throws RejectedException if the value as a whole can't be read; no other exception may leave
   *     this method, whatever the bytes are
   */
  List<Decoded> decode(byte[] value) throws RejectedException;

  /**
   * Whether the JSON of one of several records is a value that this decoder reads too, so that the
   * dead letter of one record can be replayed by itself.
   */
  default boolean readsElements() {
    return false;
  }
}
