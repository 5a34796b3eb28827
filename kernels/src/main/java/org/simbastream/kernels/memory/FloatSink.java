package org.simbastream.kernels.memory;

import org.simbastream.annotation.Internal;

/** Receives the values of a tensor in row-major order, piece by piece. */
@Internal
@FunctionalInterface
public interface FloatSink {

  /** Takes the first {@code length} of {@code values}, which belong to the caller. */
  void take(float[] values, int length);
}
