/**
 * The parts of a Mamba block that are not matrix products, over arrays: norm, convolution,
 * selective scan, gate, and Simba's impact. {@link org.simbastream.kernels.PlainKernels} follows
 * the formulas; {@link org.simbastream.kernels.VectorKernels} computes the same on the Vector API.
 */
package org.simbastream.kernels;
