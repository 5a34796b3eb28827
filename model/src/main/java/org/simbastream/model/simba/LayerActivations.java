package org.simbastream.model.simba;

/**
 * What one layer computed for one chunk: all that a criterion may look at.
 *
 * @param recurrence the layer's recurrence over the chunk's rows
 * @param row the chunk's first row in {@code output}
 * @param tokens (chunk): the chunk's token ids, those not seen by this layer included
 * @param positions (n): places within the chunk of the tokens that this layer saw
 * @param output (rows, dModel): what the block adds to the residual stream
 * @param dModel width of {@code output}
 */
public record LayerActivations(
    Recurrence recurrence, int row, int[] tokens, int[] positions, float[] output, int dModel) {

  /** How many tokens the layer saw. */
  int n() {
    return positions.length;
  }
}
