package org.simbastream.model.mamba;

import org.simbastream.model.checkpoint.MambaConfiguration;

/** Reads layers' states and makes the next convolution windows. */
final class LayerStates {

  private final int channels;
  private final int width; // dConv - 1
  private final LayerState zero;

  LayerStates(MambaConfiguration model) {
    this.channels = model.convChannels();
    this.width = model.dConv() - 1;
    this.zero = LayerState.zero(model);
  }

  /**
   * The states of a layer before each chunk.
   *
   * @throws IllegalStateException if one is of another shape than the model's
   */
  LayerState[] before(int layer, int chunks, HiddenStates states) {
    LayerState[] before = new LayerState[chunks];
    for (int chunk = 0; chunk < chunks; chunk++) {
      LayerState state = states.layer(chunk, layer);
      before[chunk] = state == null ? zero : checked(state, layer);
    }
    return before;
  }

  /**
   * The convolution's last dConv - 1 inputs after a chunk of n rows, oldest first.
   *
   * @param window those before the chunk
   * @param x the array that holds the chunk's inputs
   * @param at where the first row's begin
   * @param stride floats from one row's to the next
   */
  float[] nextWindow(float[] window, float[] x, int at, int stride, int n) {
    float[] next = new float[width * channels]; // (dConv - 1, channels)
    for (int j = 0; j < width; j++) {
      int t = n - width + j; // negative: still from before the chunk
      if (t < 0) {
        System.arraycopy(window, (t + width) * channels, next, j * channels, channels);
      } else {
        System.arraycopy(x, at + t * stride, next, j * channels, channels);
      }
    }
    return next;
  }

  private LayerState checked(LayerState state, int layer) {
    if (state.conv().length != zero.conv().length || state.ssm().length != zero.ssm().length) {
      throw new IllegalStateException(
          "the state of layer %d has %d and %d values, expected %d and %d: it is another model's"
              .formatted(
                  layer,
                  state.conv().length,
                  state.ssm().length,
                  zero.conv().length,
                  zero.ssm().length));
    }
    return state;
  }
}
