package org.simbastream.model.linear;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.Map;
import org.simbastream.kernels.memory.AlignedMemory;

/**
 * Reusable native input tiles. They belong to one thread at a time and are aligned to a cache line,
 * because a matrix library's summation order may also depend on alignment.
 */
final class NativeTiles implements AutoCloseable {

  private final NDManager scope = Libtorch.newScope();
  private final Map<Shape, Tile> tiles = new HashMap<>();

  Tile tile(int rows, int columns) {
    return tiles.computeIfAbsent(new Shape(rows, columns), this::allocate);
  }

  @Override
  public void close() {
    scope.close();
  }

  private Tile allocate(Shape shape) {
    ByteBuffer buffer = AlignedMemory.floats((long) shape.rows() * shape.columns());
    return new Tile(
        buffer.asFloatBuffer(), Libtorch.wrap(scope, buffer, shape.rows(), shape.columns()));
  }

  /**
   * One input tile.
   *
   * @param values (rows, columns), shared with the tensor
   * @param tensor what libtorch sees
   */
  record Tile(FloatBuffer values, NDArray tensor) {}

  private record Shape(int rows, int columns) {}
}
