package org.simbastream.model.checkpoint;

import java.util.Arrays;
import java.util.Optional;
import org.simbastream.annotation.PublicApi;

/** The kinds of models that can be read, by {@code model_type} in their {@code config.json}. */
@PublicApi
public enum Architecture {
  /** Mamba-1. */
  MAMBA("mamba", "Mamba-1"),
  /** Mamba-1 with RMS norms on B, C and the raw time step. */
  FALCON_MAMBA("falcon_mamba", "FalconMamba"),
  /** Mamba-2: heads of channels, each with one decay. */
  MAMBA2("mamba2", "Mamba-2");

  private final String modelType;
  private final String title;

  Architecture(String modelType, String title) {
    this.modelType = modelType;
    this.title = title;
  }

  /** Its name, for people. */
  public String title() {
    return title;
  }

  /** Its name in {@code config.json}. */
  public String modelType() {
    return modelType;
  }

  static Optional<Architecture> named(String modelType) {
    return Arrays.stream(values()).filter(a -> a.modelType.equals(modelType)).findFirst();
  }
}
