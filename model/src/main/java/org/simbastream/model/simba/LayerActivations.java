package org.simbastream.model.simba;

import org.simbastream.model.kernel.KernelMemory;
import org.simbastream.model.kernel.Kernels;
import org.simbastream.model.kernel.ScanInput;

/**
 * What one layer computed for one chunk: all that a criterion may look at.
 *
 * @param kernels computes impact
 * @param memory what kernels need
 * @param scan the scan's input for the chunk's rows
 * @param before (dState, dInner): the hidden state before the chunk
 * @param tokens (chunk): the chunk's token ids, those not seen by this layer included
 * @param positions (n): places within the chunk of the tokens that this layer saw
 * @param output (rows, dModel): what the block adds to the residual stream
 * @param dModel width of {@code output}
 */
public record LayerActivations(
    Kernels kernels,
    KernelMemory memory,
    ScanInput scan,
    float[] before,
    int[] tokens,
    int[] positions,
    float[] output,
    int dModel) {}
