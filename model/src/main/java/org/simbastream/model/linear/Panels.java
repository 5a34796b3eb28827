package org.simbastream.model.linear;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * A weight in the order in which its product reads it: panels of a few vectors of outputs, each
 * with all inputs, one input's outputs side by side. The last panel is padded with zeros.
 */
interface Panels {

  VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  int LANES = SPECIES.length();

  /** Outputs of a panel: three vectors, so that a tile's sums stay in registers. */
  int PANEL = 3 * LANES;

  /** How many panels so many outputs take. */
  static int count(int outputs) {
    return (outputs + PANEL - 1) / PANEL;
  }

  /** Where a weight lies among the values (panels, inputs, PANEL). */
  static int index(int output, int input, int inputs) {
    return ((output / PANEL) * inputs + input) * PANEL + output % PANEL;
  }

  /**
   * Multiplies a tile of rows by one panel.
   *
   * @param rows 1, 4 or 8
   * @param x (rows, xStride) from {@code x0} on
   * @param output the panel's first output
   * @param bias (panels, PANEL)
   * @param y (rows, yStride) from {@code at} on, PANEL columns of which are written
   */
  void multiply(
      int rows,
      float[] x,
      int x0,
      int xStride,
      int output,
      float[] bias,
      float[] y,
      int at,
      int yStride);
}
