package org.simbastream.model.kernel;

/** How the impact of a token on each channel becomes one number. */
public enum ImpactAggregation {
  /** The largest absolute value over the channels. */
  MAX,
  /** The mean absolute value over the channels. */
  MEAN
}
