/**
 * The parts of a Mamba block that are not matrix products, over arrays: norm, convolution,
 * selective scan, gate, and Simba's impact. {@link org.simbastream.model.kernel.PlainKernels} reads
 * like the formulas; {@link org.simbastream.model.kernel.VectorKernels} is the same on the Vector
 * API.
 */
package org.simbastream.model.kernel;
