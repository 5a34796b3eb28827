package org.simbastream.model.linear;

import static org.simbastream.model.linear.PackedWeight.LANES;
import static org.simbastream.model.linear.PackedWeight.PANEL;

import java.util.Arrays;

/** A dense layer on the Vector API; see {@link Products#VECTOR}. */
final class VectorLinear implements Linear {

  /** Rows of the tallest tile whose sums fit the registers: AVX2 has 16 of them, others 32. */
  private static final int TALLEST = LANES == 8 ? 4 : 8;

  private final PackedWeight weight;
  private final float[] bias; // (panels, PANEL): zeros where there is none

  /**
   * A layer over a packed weight.
   *
   * @param bias (outputs), or null
   */
  VectorLinear(PackedWeight weight, float[] bias) {
    this.weight = weight;
    int padded = weight.values().length / weight.inputs();
    this.bias = bias == null ? new float[padded] : Arrays.copyOf(bias, padded);
  }

  @Override
  public int inputs() {
    return weight.inputs();
  }

  @Override
  public int outputs() {
    return weight.outputs();
  }

  @Override
  public int outputGrain() {
    return PANEL;
  }

  @Override
  public void apply(RowMemory memory, Rows x, float[] y, Share share) {
    for (int output = share.fromOutput(); output < share.toOutput(); output += PANEL) {
      for (int row = share.fromRow(); row < share.toRow(); ) {
        int tile = tile(share.toRow() - row, share.toRow() - share.fromRow());
        int first = Math.min(row, share.toRow() - tile); // what overlaps is computed as before
        multiply(memory, tile, x, first, output, y);
        row = first + tile;
      }
    }
  }

  /** Rows of the next tile: at most those of the share, of which so many are left to do. */
  private static int tile(int left, int all) {
    int tile = left > 4 ? TALLEST : left > 1 ? 4 : 1;
    return tile <= all ? tile : all >= 4 ? 4 : 1;
  }

  @Override
  public void close() {}

  /** One tile of one panel; the last panel may be wider than what is left of y. */
  private void multiply(RowMemory memory, int tile, Rows x, int row, int output, float[] y) {
    int left = outputs() - output;
    if (left >= PANEL) {
      multiply(tile, x, row, output, y, row * outputs() + output, outputs());
      return;
    }
    float[] panel = memory.panel(TALLEST * PANEL);
    multiply(tile, x, row, output, panel, 0, PANEL);
    for (int i = 0; i < tile; i++) {
      System.arraycopy(panel, i * PANEL, y, (row + i) * outputs() + output, left);
    }
  }

  private void multiply(int tile, Rows x, int row, int output, float[] y, int at, int yStride) {
    float[] w = weight.values();
    int w0 = weight.panel(output / PANEL);
    int x0 = x.row(row);
    int k = inputs();
    switch (tile) {
      case 8 ->
          VectorTiles.eight(x.values(), x0, x.stride(), k, w, w0, bias, output, y, at, yStride);
      case 4 ->
          VectorTiles.four(x.values(), x0, x.stride(), k, w, w0, bias, output, y, at, yStride);
      default -> VectorTiles.one(x.values(), x0, k, w, w0, bias, output, y, at);
    }
  }
}
