package org.simbastream.model.linear;

import java.util.ArrayList;
import java.util.List;

/**
 * How the rows of a product are cut into tiles, so that a row's result does not depend on how many
 * rows share the product, to the last bit.
 *
 * <p>A matrix library picks its inner loops by the number of rows, and other loops sum in another
 * order: one row alone and the same row among 64 differ by 1e-7, enough to flip a kept set after a
 * restore. Libtorch's products were observed to agree for every row count that is a multiple of 16
 * and at every row of a tile, but not below 16; so rows are padded to 16 and multiplied in tiles of
 * 16, 64 or 256. {@link TileProbe} checks this agreement for each weight on the machine it runs on,
 * when it is loaded, and allows only tiles of 16 if it does not hold.
 */
final class RowTiles {

  /** The smallest tile; shorter remainders are padded to it. */
  static final int SMALLEST = 16;

  /** Larger tiles that are faster per row, largest first. */
  static final List<Integer> LARGER = List.of(256, 64);

  /** Tile sizes in use, largest first, always ending with {@link #SMALLEST}. */
  private final List<Integer> sizes;

  RowTiles(List<Integer> trustedLarger) {
    List<Integer> all = new ArrayList<>(trustedLarger);
    all.add(SMALLEST);
    this.sizes = List.copyOf(all);
  }

  /** The size of the next tile when {@code rows} rows are left; it may be larger than that. */
  int next(int rows) {
    for (int size : sizes) {
      if (size <= rows) {
        return size;
      }
    }
    return SMALLEST;
  }
}
