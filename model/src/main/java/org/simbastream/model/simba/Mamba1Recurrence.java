package org.simbastream.model.simba;

import org.simbastream.annotation.Internal;
import org.simbastream.kernels.ImpactAggregation;
import org.simbastream.kernels.KernelMemory;
import org.simbastream.kernels.Kernels;
import org.simbastream.kernels.ScanInput;

/**
 * Mamba-1's recurrence: a time step for every channel.
 *
 * @param kernels computes impact
 * @param memory what kernels need
 * @param scan the scan's input for the chunk's rows
 * @param before (dState, dInner): the hidden state before the chunk
 */
@Internal
public record Mamba1Recurrence(Kernels kernels, KernelMemory memory, ScanInput scan, float[] before)
    implements Recurrence {

  @Override
  public void impact(int horizon, ImpactAggregation aggregation, float[] scores) {
    kernels.impact(scan, horizon, aggregation, scores, memory);
  }

  @Override
  public void meanTimeStep(float[] scores) {
    for (int t = 0; t < scan.n(); t++) {
      float sum = 0;
      int at = (scan.row() + t) * scan.dInner();
      for (int c = at; c < at + scan.dInner(); c++) {
        sum += scan.delta()[c];
      }
      scores[t] = sum / scan.dInner();
    }
  }

  @Override
  public void localContribution(float[] scores) {
    for (int t = 0; t < scan.n(); t++) {
      float product = 0;
      for (int s = 0; s < scan.dState(); s++) {
        product += scan.dbc()[scan.cAt(t) + s] * scan.dbc()[scan.bAt(t) + s];
      }
      float most = 0;
      int at = (scan.row() + t) * scan.dInner();
      for (int c = at; c < at + scan.dInner(); c++) {
        most = Math.max(most, Math.abs(product * scan.delta()[c] * scan.u()[c]));
      }
      scores[t] = most;
    }
  }

  @Override
  public void positiveStates(float[] scores) {
    kernels.positiveStates(scan, before, scores, memory);
  }
}
