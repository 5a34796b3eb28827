package org.simbastream.savepoints.list;

import org.simbastream.model.mamba.LayerState;
import org.simbastream.state.serialization.LayerStateSerializer;

/**
 * The size and norms of a layer's hidden state.
 *
 * @param bytes its size in state
 * @param convNorm Euclidean norm of the convolution window
 * @param ssmNorm Euclidean norm of the SSM state
 */
public record LayerSummary(long bytes, double convNorm, double ssmNorm) {

  static LayerSummary of(LayerState layer) {
    return new LayerSummary(
        StateBytes.of(layer, LayerStateSerializer.INSTANCE), norm(layer.conv()), norm(layer.ssm()));
  }

  private static double norm(float[] values) {
    double squares = 0;
    for (float value : values) {
      squares += (double) value * value;
    }
    return Math.sqrt(squares);
  }
}
