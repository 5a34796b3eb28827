package org.simbastream.model.linear;

import java.util.Locale;
import org.simbastream.annotation.PublicApi;
import org.simbastream.model.checkpoint.CheckpointException;

/**
 * The precision of a model's weights in memory. A rounded model is another model, with its own
 * fingerprint.
 */
@PublicApi
public enum WeightPrecision {
  /** As they are. */
  FLOAT32,
  /** Rounded to 8 bits of mantissa: half the memory. */
  BFLOAT16,
  /** Rounded to 255 steps per output: a quarter of the memory. */
  INT8;

  /**
   * The products for such weights in this JVM.
   *
   * @throws CheckpointException if this JVM has none
   */
  public Products products() {
    Products best = Products.best();
    if (this != FLOAT32 && best == Products.LIBTORCH) {
      throw new CheckpointException(
          "weights in "
              + name().toLowerCase(Locale.ROOT)
              + " need a JVM that is started with --add-modules jdk.incubator.vector");
    }
    if (this == INT8 && Panels.LANES < Int8Microkernels.LEAST_LANES) {
      throw new CheckpointException(
          "weights in int8 need a processor with vectors of 256 bits; use bfloat16");
    }
    return switch (this) {
      case FLOAT32 -> best;
      case BFLOAT16 -> Products.VECTOR_BFLOAT16;
      case INT8 -> Products.VECTOR_INT8;
    };
  }
}
