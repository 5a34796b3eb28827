package org.simbastream.model.checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.simbastream.model.memory.AlignedMemory;

/** The tensors of an open checkpoint, widened to float32, each checked for shape and finiteness. */
public final class Weights {

  private final SafetensorsFile file;
  private final Map<String, StoredTensor> tensors;
  private final Set<String> unread;

  Weights(SafetensorsFile file) {
    this.file = file;
    this.tensors = file.tensors();
    this.unread = new TreeSet<>(tensors.keySet());
  }

  /** Whether the file holds a tensor of this name. */
  public boolean has(String name) {
    return tensors.containsKey(name);
  }

  /** Says that a tensor is known and not needed, so that it is not warned about. */
  public void ignore(String name) {
    unread.remove(name);
  }

  /** Tensors nobody asked for. */
  public Set<String> unread() {
    return Set.copyOf(unread);
  }

  /**
   * A tensor as an array, row-major.
   *
   * @throws CheckpointException if it is missing, of another shape or not finite
   */
  public float[] array(String name, long... shape) {
    ByteBuffer bytes = direct(name, shape);
    float[] values = new float[bytes.capacity() / Float.BYTES];
    bytes.asFloatBuffer().get(values);
    return values;
  }

  /**
   * A tensor outside the heap, row-major, in native byte order and aligned to a cache line.
   *
   * @throws CheckpointException if it is missing, of another shape, not finite or over 2 GiB
   */
  public ByteBuffer direct(String name, long... shape) {
    StoredTensor tensor = tensors.get(name);
    if (tensor == null) {
      throw new CheckpointException(
          "tensor " + name + " is missing, expected shape " + Arrays.toString(shape));
    }
    unread.remove(name);
    if (!Arrays.equals(tensor.shape(), shape)) {
      throw new CheckpointException(
          String.format(
              "tensor %s has shape %s, expected %s",
              name, Arrays.toString(tensor.shape()), Arrays.toString(shape)));
    }
    TensorType type =
        TensorType.named(tensor.type())
            .orElseThrow(
                () ->
                    new CheckpointException(
                        String.format(
                            "tensor %s is %s, expected one of F32, F16, BF16",
                            name, tensor.type())));
    try {
      return widen(name, type, file.bytes(tensor));
    } catch (IOException | IllegalArgumentException e) { // the latter: over 2 GiB
      throw new CheckpointException("tensor " + name + " can't be read: " + e.getMessage(), e);
    }
  }

  private static ByteBuffer widen(String name, TensorType type, ByteBuffer stored) {
    int count = stored.capacity() / type.bytes();
    ByteBuffer bytes = AlignedMemory.floats(count);
    FloatBuffer floats = bytes.asFloatBuffer();
    for (int i = 0; i < count; i++) {
      float value = type.read(stored, i);
      if (!Float.isFinite(value)) {
        throw new CheckpointException("tensor " + name + " holds " + value + " at index " + i);
      }
      floats.put(i, value);
    }
    return bytes;
  }
}
