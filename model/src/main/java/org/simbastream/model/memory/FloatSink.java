package org.simbastream.model.memory;

/** Takes the values of a tensor in row-major order, piece by piece. */
@FunctionalInterface
public interface FloatSink {

  /** Takes the first {@code length} of {@code values}, which belong to the caller. */
  void take(float[] values, int length);
}
