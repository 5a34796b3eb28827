package org.simbastream.model.checkpoint;

/**
 * How Mamba-2 divides a block's channels.
 *
 * @param heads number of heads, each with one time step and one decay ({@code num_heads})
 * @param headDim channels of a head ({@code head_dim})
 * @param groups number of B and C, each shared by as many heads ({@code n_groups})
 * @param leastTimeStep time steps below it are raised to it ({@code time_step_limit[0]})
 * @param greatestTimeStep time steps above it are lowered to it ({@code time_step_limit[1]})
 */
public record HeadShape(
    int heads, int headDim, int groups, float leastTimeStep, float greatestTimeStep) {}
