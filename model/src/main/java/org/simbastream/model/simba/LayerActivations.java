package org.simbastream.model.simba;

import org.simbastream.annotation.Internal;

/**
 * What one layer computed for one chunk: the input of selection criteria.
 *
 * @param recurrence the layer's recurrence over the chunk's rows
 * @param row the chunk's first row in {@code output}
 * @param tokens (chunk): the chunk's token ids, including those that this layer did not read
 * @param positions (n): places within the chunk of the tokens that this layer read
 * @param output (rows, dModel): what the block adds to the residual stream
 * @param dModel width of {@code output}
 */
@Internal
public record LayerActivations(
    Recurrence recurrence, int row, int[] tokens, int[] positions, float[] output, int dModel) {

  /** How many tokens the layer read. */
  int n() {
    return positions.length;
  }
}
