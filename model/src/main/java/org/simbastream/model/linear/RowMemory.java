package org.simbastream.model.linear;

/** What products need besides their matrices, kept from product to product. Of one thread. */
public final class RowMemory implements AutoCloseable {

  private float[] panel = {}; // (tile rows, panel columns)
  private NativeTiles tiles;

  /** Room for a panel that does not fit the matrix. */
  float[] panel(int length) {
    if (panel.length < length) {
      panel = new float[length];
    }
    return panel;
  }

  /** Tiles that libtorch sees, made at first use. */
  NativeTiles tiles() {
    if (tiles == null) {
      tiles = new NativeTiles();
    }
    return tiles;
  }

  @Override
  public void close() {
    if (tiles != null) {
      tiles.close();
    }
  }
}
