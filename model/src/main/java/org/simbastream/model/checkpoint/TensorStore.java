package org.simbastream.model.checkpoint;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Map;

/** The stored tensors of a checkpoint, in one file or in several; bytes are read on demand. */
interface TensorStore extends Closeable {

  /** The stored tensors by name. */
  Map<String, StoredTensor> tensors();

  /** The file that holds a tensor, or should hold it; for messages. */
  Path fileOf(String tensor);

  /**
   * Some bytes of a tensor, little-endian, position 0.
   *
   * @param offset the first of them, from the tensor's own beginning
   */
  ByteBuffer read(StoredTensor tensor, long offset, int length) throws IOException;
}
