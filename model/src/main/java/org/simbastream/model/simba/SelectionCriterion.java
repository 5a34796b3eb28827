package org.simbastream.model.simba;

import java.util.Arrays;
import org.simbastream.annotation.PublicApi;

/** Which tokens are kept: those with the greatest score. */
@PublicApi
public enum SelectionCriterion {
  /** Simba's global impact on the chunk's last output, or beyond it with a horizon. */
  IMPACT {
    @Override
    public void score(LayerActivations layer, SimbaSettings settings, float[] scores) {
      layer.recurrence().impact(settings.horizon(), settings.aggregation(), scores);
    }
  },
  /**
   * A split budget: the near share of the kept tokens are those with the greatest impact on the
   * chunk's last output, the others those of the rest with the greatest impact at the horizon.
   */
  SPLIT_IMPACT {
    @Override
    public void score(LayerActivations layer, SimbaSettings settings, float[] scores) {
      float[] near = new float[layer.n()];
      float[] far = new float[near.length];
      layer.recurrence().impact(0, settings.aggregation(), near);
      layer.recurrence().impact(settings.horizon(), settings.aggregation(), far);
      SplitBudget.merge(near, far, settings.nearShare(), scores);
    }
  },
  /** Pseudo-random, the same for the same chunk. */
  RANDOM {
    @Override
    public void score(LayerActivations layer, SimbaSettings settings, float[] scores) {
      long seed = Arrays.hashCode(layer.tokens());
      for (int i = 0; i < layer.positions().length; i++) {
        long bits = mix(seed + 0x9e3779b97f4a7c15L * (layer.positions()[i] + 1));
        scores[i] = (bits >>> 40) * 0x1p-24f;
      }
    }
  },
  /** The newest tokens. */
  RECENCY {
    @Override
    public void score(LayerActivations layer, SimbaSettings settings, float[] scores) {
      for (int i = 0; i < layer.positions().length; i++) {
        scores[i] = layer.positions()[i];
      }
    }
  },
  /** Evenly spread tokens: the order of the base-2 radical inverse of their position. */
  STRIDE {
    @Override
    public void score(LayerActivations layer, SimbaSettings settings, float[] scores) {
      for (int i = 0; i < layer.positions().length; i++) {
        scores[i] = 1 - (Integer.reverse(layer.positions()[i]) >>> 8) * 0x1p-24f;
      }
    }
  },
  /** The mean time step: how much the token makes the layer forget and take in. */
  DELTA {
    @Override
    public void score(LayerActivations layer, SimbaSettings settings, float[] scores) {
      layer.recurrence().meanTimeStep(scores);
    }
  },
  /** The norm of what the block adds to the residual stream. */
  OUTPUT_NORM {
    @Override
    public void score(LayerActivations layer, SimbaSettings settings, float[] scores) {
      int dModel = layer.dModel();
      for (int t = 0; t < layer.n(); t++) {
        float squares = 0;
        int at = (layer.row() + t) * dModel;
        for (int i = at; i < at + dModel; i++) {
          squares += layer.output()[i] * layer.output()[i];
        }
        scores[t] = (float) Math.sqrt(squares);
      }
    }
  },
  /** The token's part in its own output: {@code max_c |Σ_s C_t[s] B_t[s] Δ_t[c] u_t[c]|}. */
  LOCAL_CONTRIBUTION {
    @Override
    public void score(LayerActivations layer, SimbaSettings settings, float[] scores) {
      layer.recurrence().localContribution(scores);
    }
  },
  /**
   * The importance of ToR_SSM, which prunes vision models: {@code Σ_{c,s} max(0, h_t[c,s])}, with
   * the hidden state as it is after the token.
   */
  POSITIVE_STATE {
    @Override
    public void score(LayerActivations layer, SimbaSettings settings, float[] scores) {
      layer.recurrence().positiveStates(scores);
    }
  };

  /**
   * Scores the tokens of one chunk that a layer read.
   *
   * @param scores (n), written; not negative
   */
  public abstract void score(LayerActivations layer, SimbaSettings settings, float[] scores);

  /** The finalizer of SplitMix64. */
  private static long mix(long z) {
    long y = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    y = (y ^ (y >>> 27)) * 0x94d049bb133111ebL;
    return y ^ (y >>> 31);
  }
}
