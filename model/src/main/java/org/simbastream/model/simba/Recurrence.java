package org.simbastream.model.simba;

import org.simbastream.annotation.Internal;
import org.simbastream.kernels.ImpactAggregation;

/**
 * The quantities of one layer's recurrence over one chunk that criteria use. Scores are (n),
 * written, one per token that the layer read; not negative.
 */
@Internal
public interface Recurrence {

  /** Simba's global impact on the output {@code horizon} tokens after the chunk. */
  void impact(int horizon, ImpactAggregation aggregation, float[] scores);

  /** The mean time step. */
  void meanTimeStep(float[] scores);

  /** The greatest part over channels of each token in its own output. */
  void localContribution(float[] scores);

  /** The sum of the hidden state's positive entries after each token. */
  void positiveStates(float[] scores);
}
