/**
 * Tensor values in memory outside the heap, which Java and the native library share, and as streams
 * of values.
 */
package org.simbastream.kernels.memory;
