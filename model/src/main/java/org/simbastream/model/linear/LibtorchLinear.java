package org.simbastream.model.linear;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import org.simbastream.model.checkpoint.CheckpointException;

/** A dense layer multiplied by libtorch. */
final class LibtorchLinear implements Linear {

  private final NDManager scope = Libtorch.newScope();
  private final NDArray transposed; // (inputs, outputs), a view on (outputs, inputs)
  private final float[] bias; // (outputs), or null
  private final int inputs;
  private final int outputs;
  private final RowTiles tiles;

  /**
   * A layer over a weight.
   *
   * @param weight (outputs, inputs), row-major float32 outside the heap; shared, not copied
   * @param bias (outputs), or null
   */
  LibtorchLinear(ByteBuffer weight, float[] bias, int inputs, int outputs) {
    this.transposed = Libtorch.wrap(scope, weight, outputs, inputs).transpose();
    this.bias = bias;
    this.inputs = inputs;
    this.outputs = outputs;
    this.tiles = new TileProbe(this::multiplyTile, inputs, outputs).trustedTiles();
  }

  @Override
  public int inputs() {
    return inputs;
  }

  @Override
  public int outputs() {
    return outputs;
  }

  /** All outputs: other shapes may be summed in another order. */
  @Override
  public int outputGrain() {
    return outputs;
  }

  @Override
  public void apply(ProductScratch memory, Rows x, float[] y, Share share) {
    NativeTiles buffers = memory.tiles();
    for (int row = share.fromRow(); row < share.toRow(); ) {
      int tile = tiles.next(share.toRow() - row);
      int used = Math.min(tile, share.toRow() - row);
      FloatBuffer in = buffers.tile(tile, inputs).values();
      if (x.stride() == inputs) {
        in.put(0, x.values(), x.row(row), used * inputs);
      } else {
        for (int i = 0; i < used; i++) {
          in.put(i * inputs, x.values(), x.row(row + i), inputs);
        }
      }
      multiplyTile(buffers, tile, used, y, row * outputs);
      row += used;
    }
    if (bias != null) {
      addBias(y, share.fromRow(), share.toRow());
    }
  }

  @Override
  public void close() {
    scope.close();
  }

  /** Multiplies a filled tile; the rows beyond {@code used} hold leftovers and are not read. */
  private void multiplyTile(NativeTiles buffers, int tile, int used, float[] y, int at) {
    try (NDArray product = buffers.tile(tile, inputs).tensor().matMul(transposed)) {
      Libtorch.view(product).get(y, at, used * outputs);
    }
  }

  private void addBias(float[] y, int fromRow, int toRow) {
    for (int at = fromRow * outputs; at < toRow * outputs; at += outputs) {
      for (int j = 0; j < outputs; j++) {
        y[at + j] += bias[j];
      }
    }
  }

  /**
   * The refusal of a machine whose products of 16 rows depend on a row's position.
   *
   * @throws CheckpointException never for a sound native library
   */
  static CheckpointException notIndependent(int inputs, int outputs) {
    return new CheckpointException(
        String.format(
            "libtorch's product of 16 rows, %d by %d, gives a row different results at different"
                + " positions, so results could not be repeated after a restore on this machine:"
                + " start the JVM with --add-modules jdk.incubator.vector",
            inputs, outputs));
  }
}
