package org.simbastream.model.linear;

import org.simbastream.annotation.Internal;

/** Scratch memory of products, reused from product to product. Used by one thread only. */
@Internal
public final class ProductScratch implements AutoCloseable {

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
