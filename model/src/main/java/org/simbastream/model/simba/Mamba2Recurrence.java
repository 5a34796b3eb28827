package org.simbastream.model.simba;

import org.simbastream.annotation.Internal;
import org.simbastream.kernels.HeadKernels;
import org.simbastream.kernels.HeadScanInput;
import org.simbastream.kernels.ImpactAggregation;

/**
 * Mamba-2's recurrence: a time step for every head.
 *
 * @param kernels computes impact
 * @param scan the scan's input for the chunk's rows
 * @param before (heads, dState, headDim): the hidden state before the chunk
 */
@Internal
public record Mamba2Recurrence(HeadKernels kernels, HeadScanInput scan, float[] before)
    implements Recurrence {

  @Override
  public void impact(int horizon, ImpactAggregation aggregation, float[] scores) {
    kernels.impact(scan, horizon, aggregation, scores);
  }

  @Override
  public void meanTimeStep(float[] scores) {
    for (int t = 0; t < scan.n(); t++) {
      float sum = 0;
      for (int head = 0; head < scan.heads(); head++) {
        sum += scan.delta()[scan.deltaAt(t, head)];
      }
      scores[t] = sum / scan.heads();
    }
  }

  @Override
  public void localContribution(float[] scores) {
    for (int t = 0; t < scan.n(); t++) {
      float most = 0;
      for (int head = 0; head < scan.heads(); head++) {
        float product = 0;
        for (int s = 0; s < scan.dState(); s++) {
          product += scan.xbc()[scan.cAt(t, head) + s] * scan.xbc()[scan.bAt(t, head) + s];
        }
        product *= scan.delta()[scan.deltaAt(t, head)];
        int u = scan.uAt(t, head);
        for (int c = u; c < u + scan.headDim(); c++) {
          most = Math.max(most, Math.abs(product * scan.xbc()[c]));
        }
      }
      scores[t] = most;
    }
  }

  @Override
  public void positiveStates(float[] scores) {
    kernels.positiveStates(scan, before, scores);
  }
}
