package org.simbastream.model.linear;

import static org.simbastream.model.linear.Panels.LANES;
import static org.simbastream.model.linear.Panels.PANEL;

import java.util.Arrays;

/** A dense layer on the Vector API; see {@link Products#VECTOR}. */
final class VectorLinear implements Linear {

  /** Rows of the tallest tile whose sums fit the registers: AVX2 has 16 of them, others 32. */
  private static final int TALLEST = LANES == 8 ? 4 : 8;

  private final Panels panels;
  private final int inputs;
  private final int outputs;
  private final float[] bias; // (panels, PANEL): zeros where there is none

  /**
   * A layer over a packed weight.
   *
   * @param bias (outputs), or null
   */
  VectorLinear(Panels panels, float[] bias, int inputs, int outputs) {
    this.panels = panels;
    this.inputs = inputs;
    this.outputs = outputs;
    int padded = Panels.count(outputs) * PANEL;
    this.bias = bias == null ? new float[padded] : Arrays.copyOf(bias, padded);
  }

  @Override
  public int inputs() {
    return inputs;
  }

  @Override
  public int outputs() {
    return outputs;
  }

  @Override
  public int outputGrain() {
    return PANEL;
  }

  @Override
  public void apply(ProductScratch memory, Rows x, float[] y, Share share) {
    for (int output = share.fromOutput(); output < share.toOutput(); output += PANEL) {
      for (int row = share.fromRow(); row < share.toRow(); ) {
        int tile = tile(share.toRow() - row, share.toRow() - share.fromRow());
        int first = Math.min(row, share.toRow() - tile); // the overlap is computed as before
        multiply(memory, tile, x, first, output, y);
        row = first + tile;
      }
    }
  }

  /** The number of rows of the next tile, of the {@code left} rows that remain. */
  private static int tile(int left, int all) {
    int tile = left > 4 ? TALLEST : left > 1 ? 4 : 1;
    return tile <= all ? tile : all >= 4 ? 4 : 1;
  }

  @Override
  public void close() {}

  /** One tile of one panel; the last panel may be wider than what is left of y. */
  private void multiply(ProductScratch memory, int tile, Rows x, int row, int output, float[] y) {
    int x0 = x.row(row);
    int left = outputs - output;
    if (left >= PANEL) {
      int at = row * outputs + output;
      panels.multiply(tile, x.values(), x0, x.stride(), output, bias, y, at, outputs);
      return;
    }
    float[] panel = memory.panel(TALLEST * PANEL);
    panels.multiply(tile, x.values(), x0, x.stride(), output, bias, panel, 0, PANEL);
    for (int i = 0; i < tile; i++) {
      System.arraycopy(panel, i * PANEL, y, (row + i) * outputs + output, left);
    }
  }
}
