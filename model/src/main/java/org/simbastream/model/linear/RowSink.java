package org.simbastream.model.linear;

import org.simbastream.kernels.memory.FloatSource;

/** Receives a weight's rows one after the other. */
@FunctionalInterface
interface RowSink {

  /**
   * Takes a row.
   *
   * @param output which
   * @param weights (inputs), valid only during the call
   */
  void take(int output, float[] weights);

  /** Reads a weight (outputs, inputs) row by row. */
  static void read(FloatSource weight, int inputs, RowSink sink) {
    float[] row = new float[inputs];
    int[] at = new int[2]; // the output, and how many of its inputs are here
    weight.readInto(
        (values, length) -> {
          for (int from = 0; from < length; ) {
            int taken = Math.min(length - from, inputs - at[1]);
            System.arraycopy(values, from, row, at[1], taken);
            from += taken;
            at[1] += taken;
            if (at[1] == inputs) {
              sink.take(at[0]++, row);
              at[1] = 0;
            }
          }
        });
  }
}
