/**
 * The parts of a Mamba block that are not matrix products, over arrays: norm, convolution,
 * selective scan, gate, and Simba's impact. {@link org.simbastream.model.kernel.PlainKernels}
 * follows the formulas; {@link org.simbastream.model.kernel.VectorKernels} computes the same on the
 * Vector API.
 */
package org.simbastream.model.kernel;
