package org.simbastream.model.linear;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import org.simbastream.model.checkpoint.CheckpointException;

/**
 * A dense layer {@code y = x Wᵀ + b}, multiplied by libtorch. Immutable; shared by threads, each
 * with its own {@link RowBuffers}.
 */
public final class Linear implements AutoCloseable {

  private final NDManager scope = Libtorch.newScope();
  private final NDArray
      transposed; // (inputs, outputs), a view on the checkpoint's (outputs, inputs)
  private final float[] bias; // (outputs), or null
  private final int inputs;
  private final int outputs;
  private final RowTiles tiles;

  /**
   * A layer over a checkpoint's weight.
   *
   * @param weight (outputs, inputs), row-major float32 outside the heap; shared, not copied
   * @param bias (outputs), or null
   */
  public Linear(ByteBuffer weight, float[] bias, int inputs, int outputs) {
    this.transposed = Libtorch.wrap(scope, weight, outputs, inputs).transpose();
    this.bias = bias;
    this.inputs = inputs;
    this.outputs = outputs;
    this.tiles = new TileProbe(this::multiplyTile, inputs, outputs).trustedTiles();
  }

  /** Width of a row of the input. */
  public int inputs() {
    return inputs;
  }

  /** Width of a row of the output. */
  public int outputs() {
    return outputs;
  }

  /** Multiply-adds of one row. */
  public long multiplyAdds() {
    return (long) inputs * outputs;
  }

  /**
   * Multiplies rows.
   *
   * @param x (rows, stride) of which columns offset … offset + inputs - 1 are read
   * @param stride floats from one row of x to the next
   * @param offset first column of x to read
   * @param rows how many rows
   * @param y (rows, outputs), overwritten
   */
  public void apply(RowBuffers buffers, float[] x, int stride, int offset, int rows, float[] y) {
    for (int row = 0; row < rows; ) {
      int tile = tiles.next(rows - row);
      int used = Math.min(tile, rows - row);
      FloatBuffer in = buffers.tile(tile, inputs).values();
      if (stride == inputs) {
        in.put(0, x, offset + row * stride, used * inputs);
      } else {
        for (int i = 0; i < used; i++) {
          in.put(i * inputs, x, offset + (row + i) * stride, inputs);
        }
      }
      multiplyTile(buffers, tile, used, y, row * outputs);
      row += used;
    }
    if (bias != null) {
      addBias(y, rows);
    }
  }

  @Override
  public void close() {
    scope.close();
  }

  /** Multiplies a filled tile; the rows beyond {@code used} hold leftovers and are not read. */
  private void multiplyTile(RowBuffers buffers, int tile, int used, float[] y, int at) {
    try (NDArray product = buffers.tile(tile, inputs).tensor().matMul(transposed)) {
      Libtorch.view(product).get(y, at, used * outputs);
    }
  }

  private void addBias(float[] y, int rows) {
    for (int row = 0, at = 0; row < rows; row++, at += outputs) {
      for (int j = 0; j < outputs; j++) {
        y[at + j] += bias[j];
      }
    }
  }

  /**
   * Refuses a machine whose products of 16 rows depend on a row's place.
   *
   * @throws CheckpointException never for a sound native library
   */
  static CheckpointException notIndependent(int inputs, int outputs) {
    return new CheckpointException(
        String.format(
            "libtorch's product of 16 rows, %d by %d, gives a row another result at another place: "
                + "results could not be repeated after a restore on this machine",
            inputs, outputs));
  }
}
