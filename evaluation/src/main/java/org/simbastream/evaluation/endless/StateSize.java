package org.simbastream.evaluation.endless;

import org.simbastream.model.mamba.StreamMemory;

/**
 * How large a hidden state is.
 *
 * @param largest the largest entry's absolute value, over all layers
 * @param norm the Euclidean norm of all layers' entries
 */
record StateSize(double largest, double norm) {

  /** Measures the SSM state of every layer; zero before a stream's first token. */
  static StateSize of(StreamMemory memory, int layers) {
    double largest = 0;
    double squares = 0;
    for (int layer = 0; layer < layers; layer++) {
      if (memory.layer(layer) != null) {
        for (float entry : memory.layer(layer).ssm()) {
          largest = Math.max(largest, Math.abs(entry));
          squares += (double) entry * entry;
        }
      }
    }
    return new StateSize(largest, Math.sqrt(squares));
  }
}
