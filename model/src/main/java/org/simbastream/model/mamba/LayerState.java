package org.simbastream.model.mamba;

import org.simbastream.annotation.PublicApi;
import org.simbastream.model.checkpoint.MambaConfiguration;

/**
 * The hidden state of one layer of one stream. Immutable by contract: its arrays must not be
 * changed, so that it can be shared, forked and stored in a state backend without copying.
 *
 * @param conv (dConv - 1, convChannels): the last inputs of the convolution, oldest first
 * @param ssm h, transposed so that vectors run over channels: (dState, dInner), in Mamba-2 (heads,
 *     dState, headDim)
 */
@PublicApi
public record LayerState(float[] conv, float[] ssm) {

  /** The state before the first token. */
  public static LayerState zero(MambaConfiguration model) {
    return new LayerState(
        new float[(model.dConv() - 1) * model.convChannels()],
        new float[model.dState() * model.dInner()]);
  }
}
