package org.simbastream.kernels;

import org.simbastream.annotation.PublicApi;

/** How the impact of a token on each channel becomes one number. */
@PublicApi
public enum ImpactAggregation {
  /** The largest absolute value over the channels. */
  MAX,
  /** The mean absolute value over the channels. */
  MEAN
}
