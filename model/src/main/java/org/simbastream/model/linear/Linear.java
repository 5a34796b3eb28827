package org.simbastream.model.linear;

import org.simbastream.annotation.Internal;

/**
 * A dense layer {@code y = x Wᵀ + b}. Immutable; shared by threads, each with its own {@link
 * ProductScratch}. A row's result is the same, bit for bit, whatever rows are around it.
 */
@Internal
public interface Linear extends AutoCloseable {

  /** Width of a row of the input. */
  int inputs();

  /** Width of a row of the output. */
  int outputs();

  /** Multiply-adds of one row. */
  default long multiplyAdds() {
    return (long) inputs() * outputs();
  }

  /** How many outputs are computed together; a share of them begins at a multiple. */
  int outputGrain();

  /**
   * Multiplies rows.
   *
   * @param x (rows, x.stride): the first {@code inputs} columns from x.at on are read
   * @param y (rows, outputs), overwritten
   * @param share which rows and outputs
   */
  void apply(ProductScratch memory, Rows x, float[] y, Share share);

  /** Multiplies the first {@code rows} rows. */
  default void apply(ProductScratch memory, Rows x, int rows, float[] y) {
    apply(memory, x, y, new Share(0, rows, 0, outputs()));
  }

  @Override
  void close();

  /**
   * A matrix's rows within an array.
   *
   * @param values the array
   * @param at the first row's first value
   * @param stride floats from one row to the next
   */
  record Rows(float[] values, int at, int stride) {

    /** Where a row begins. */
    int row(int row) {
      return at + row * stride;
    }
  }

  /**
   * A part of a product.
   *
   * @param fromRow the first row
   * @param toRow after the last row
   * @param fromOutput the first column of y, a multiple of {@link #outputGrain()}
   * @param toOutput after the last column of y, such a multiple or {@code outputs}
   */
  record Share(int fromRow, int toRow, int fromOutput, int toOutput) {}
}
