package org.simbastream.model.checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.simbastream.annotation.Internal;
import org.simbastream.kernels.memory.AlignedMemory;
import org.simbastream.kernels.memory.FloatSink;
import org.simbastream.kernels.memory.FloatSource;

/** The tensors of an open checkpoint, widened to float32, each checked for shape and finiteness. */
@Internal
public final class Weights {

  /** The number of values read at a time, so that a tensor is never in memory twice. */
  private static final int PIECE = 1 << 18;

  /** Some JVMs have no larger arrays. */
  private static final int MAX_ARRAY = Integer.MAX_VALUE - 8;

  private final TensorStore store;
  private final Depth depth;
  private final Map<String, StoredTensor> tensors;
  private final Set<String> unread;

  /** How much of a tensor is read. */
  enum Depth {
    /** Only name, shape and type; arrays are empty. */
    HEADER,
    /** Also its values, which are checked but not held; arrays are empty. */
    VALUES,
    /** All values, which are held. */
    LOADED
  }

  Weights(TensorStore store) {
    this(store, Depth.LOADED);
  }

  Weights(TensorStore store, Depth depth) {
    this.store = store;
    this.depth = depth;
    this.tensors = store.tensors();
    this.unread = new TreeSet<>(tensors.keySet());
  }

  /** Whether the checkpoint holds a tensor of this name. */
  public boolean has(String name) {
    return tensors.containsKey(name);
  }

  /** Whether tensors are only checked: arrays and buffers are empty and must not be used. */
  public boolean isCheckOnly() {
    return depth != Depth.LOADED;
  }

  /** The file that holds a tensor: for messages. */
  public Path fileOf(String name) {
    return store.fileOf(name);
  }

  /** Marks a tensor as known but not needed, so that no warning names it. */
  public void ignore(String name) {
    unread.remove(name);
  }

  /** Tensors that were not read. */
  public Set<String> unread() {
    return Set.copyOf(unread);
  }

  /**
   * A tensor as an array, row-major.
   *
   * @throws CheckpointException if it is missing, of another shape, not finite, or has more
   *     elements than an array can
   */
  public float[] array(String name, long... shape) {
    FloatSource tensor = tensor(name, shape);
    long count = count(shape);
    if (count > MAX_ARRAY) {
      throw wrong(
          name,
          "can't be read: it has %d elements, an array at most %d".formatted(count, MAX_ARRAY));
    }
    return isCheckOnly() ? new float[0] : tensor.array((int) count);
  }

  /**
   * A tensor outside the heap, row-major, in native byte order and aligned to a cache line.
   *
   * @throws CheckpointException if it is missing, of another shape, not finite or over 2 GiB
   */
  public ByteBuffer direct(String name, long... shape) {
    FloatSource tensor = tensor(name, shape);
    try {
      AlignedMemory.requireRoom(count(shape));
      return isCheckOnly() ? AlignedMemory.floats(0) : tensor.direct(count(shape));
    } catch (IllegalArgumentException e) { // over 2 GiB
      throw wrong(name, "can't be read: " + e.getMessage(), e);
    }
  }

  /**
   * A tensor to be read piece by piece, row-major, while the file is open.
   *
   * @throws CheckpointException if it is missing or of another shape; when it is read, if a value
   *     is not finite
   */
  public FloatSource tensor(String name, long... shape) {
    StoredTensor tensor = tensors.get(name);
    if (tensor == null && has(OriginalFormat.EMBEDDING)) {
      throw OriginalFormat.refusedWeights(store.fileOf(OriginalFormat.EMBEDDING));
    }
    if (tensor == null) {
      throw wrong(name, "is missing, expected shape " + Arrays.toString(shape));
    }
    unread.remove(name);
    if (!Arrays.equals(tensor.shape(), shape)) {
      throw wrong(
          name,
          "has shape %s, expected %s"
              .formatted(Arrays.toString(tensor.shape()), Arrays.toString(shape)));
    }
    TensorType type =
        TensorType.named(tensor.type())
            .orElseThrow(
                () -> wrong(name, "is " + tensor.type() + ", expected one of F32, F16, BF16"));
    if (depth == Depth.VALUES) {
      read(tensor, type, (values, length) -> {});
    }
    return sink -> read(tensor, type, sink);
  }

  private static long count(long[] shape) {
    long count = 1;
    for (long dimension : shape) {
      count = Math.multiplyExact(count, dimension);
    }
    return count;
  }

  private void read(StoredTensor tensor, TensorType type, FloatSink sink) {
    long count = (tensor.end() - tensor.begin()) / type.bytes();
    float[] values = new float[(int) Math.min(count, PIECE)];
    for (long start = 0; start < count; start += values.length) {
      int length = (int) Math.min(values.length, count - start);
      ByteBuffer stored;
      try {
        stored = store.read(tensor, start * type.bytes(), length * type.bytes());
      } catch (IOException e) {
        throw wrong(tensor.name(), "can't be read: " + e.getMessage(), e);
      }
      for (int i = 0; i < length; i++) {
        values[i] = type.read(stored, i);
        if (!Float.isFinite(values[i])) {
          throw wrong(tensor.name(), "holds " + values[i] + " at index " + (start + i));
        }
      }
      sink.take(values, length);
    }
  }

  private CheckpointException wrong(String tensor, String what) {
    return wrong(tensor, what, null);
  }

  private CheckpointException wrong(String tensor, String what, Exception cause) {
    return new CheckpointException(
        "%s: tensor %s %s".formatted(store.fileOf(tensor), tensor, what), cause);
  }
}
