package org.simbastream.model.checkpoint;

import org.simbastream.annotation.PublicApi;

/**
 * How Mamba-2 divides a block's channels.
 *
 * @param heads number of heads, each with one time step and one decay ({@code num_heads})
 * @param headDim channels of a head ({@code head_dim})
 * @param groups number of groups of heads, each with its own B and C ({@code n_groups})
 * @param leastTimeStep the lower limit of time steps ({@code time_step_limit[0]})
 * @param greatestTimeStep the upper limit of time steps ({@code time_step_limit[1]})
 */
@PublicApi
public record HeadShape(
    int heads, int headDim, int groups, float leastTimeStep, float greatestTimeStep) {}
