package org.simbastream.kernels;

import org.simbastream.annotation.Internal;

/**
 * The inputs of one chunk's convolution at one layer, as columns of a larger array.
 *
 * @param row the chunk's first row in x
 * @param n the chunk's rows
 * @param x rows of which some columns are the convolution's inputs
 * @param at the first input's column
 * @param stride floats from one row of x to the next
 * @param window (dConv - 1, channels): the inputs before the chunk, oldest first
 * @param weight (dConv, channels): taps, oldest first
 * @param bias (channels); zeros where the model has none
 */
@Internal
public record ConvolutionInput(
    int row, int n, float[] x, int at, int stride, float[] window, float[] weight, float[] bias) {

  int channels() {
    return bias.length;
  }

  int taps() {
    return weight.length / bias.length;
  }

  /** The array that holds the inputs of time t, counted from the chunk's first row. */
  float[] source(int t) {
    return t < 0 ? window : x;
  }

  /** The index in that array at which they begin. */
  int sourceAt(int t) {
    return t < 0 ? (t + taps() - 1) * channels() : (row + t) * stride + at;
  }
}
