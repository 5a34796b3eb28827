package org.simbastream.model.linear;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Determines, for one weight on this machine, which tile sizes give a row the same bits at every
 * position as a tile of 16 does. A matrix library chooses its loops by shapes, not by values, so a
 * test with one random row suffices.
 */
final class TileProbe {

  /** Multiplies the tile of that many rows, writing {@code used} rows to y from {@code at} on. */
  interface TileProduct {
    void multiply(NativeTiles buffers, int tile, int used, float[] y, int at);
  }

  private final TileProduct product;
  private final int inputs;
  private final int outputs;

  TileProbe(TileProduct product, int inputs, int outputs) {
    this.product = product;
    this.inputs = inputs;
    this.outputs = outputs;
  }

  RowTiles trustedTiles() {
    SplittableRandom random = new SplittableRandom(inputs * 31L + outputs);
    float[] row = new float[inputs]; // (inputs)
    for (int i = 0; i < inputs; i++) {
      row[i] = (float) (random.nextDouble() * 2 - 1);
    }
    try (NativeTiles buffers = new NativeTiles()) {
      float[] expected = new float[outputs]; // (outputs)
      if (!agrees(buffers, RowTiles.SMALLEST, row, expected, true)) {
        throw LibtorchLinear.notIndependent(inputs, outputs);
      }
      List<Integer> trusted = new ArrayList<>();
      for (int size : RowTiles.LARGER) {
        if (agrees(buffers, size, row, expected, false)) {
          trusted.add(size);
        }
      }
      return new RowTiles(trusted);
    }
  }

  /** Whether every row of a tile that holds the same row everywhere comes out as expected. */
  private boolean agrees(
      NativeTiles buffers, int tile, float[] row, float[] expected, boolean first) {
    FloatBuffer in = buffers.tile(tile, inputs).values();
    for (int i = 0; i < tile; i++) {
      in.put(i * inputs, row);
    }
    float[] y = new float[tile * outputs]; // (tile, outputs)
    product.multiply(buffers, tile, tile, y, 0);
    if (first) {
      System.arraycopy(y, 0, expected, 0, outputs);
    }
    for (int i = 0; i < tile; i++) {
      if (!Arrays.equals(y, i * outputs, (i + 1) * outputs, expected, 0, outputs)) {
        return false;
      }
    }
    return true;
  }
}
