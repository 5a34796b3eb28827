/**
 * Mamba-1, FalconMamba and Mamba-2 over bundles of chunks, with the hidden state carried in and
 * out: weights, state, and the forward pass that ties products, kernels and Simba's selection
 * together.
 */
package org.simbastream.model.mamba;
