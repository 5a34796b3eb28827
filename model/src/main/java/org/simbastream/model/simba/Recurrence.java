package org.simbastream.model.simba;

import org.simbastream.model.kernel.ImpactAggregation;

/**
 * The recurrence of one layer over one chunk, as criteria ask of it. Scores are (n), written, by
 * token that the layer saw; not negative.
 */
public interface Recurrence {

  /** Simba's global impact on the output that many tokens after the chunk. */
  void impact(int horizon, ImpactAggregation aggregation, float[] scores);

  /** The mean time step. */
  void meanTimeStep(float[] scores);

  /** The greatest part over channels of each token in its own output. */
  void localContribution(float[] scores);

  /** The sum of the hidden state's positive entries after each token. */
  void positiveStates(float[] scores);
}
