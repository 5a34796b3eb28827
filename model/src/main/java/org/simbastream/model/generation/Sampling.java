package org.simbastream.model.generation;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.simbastream.annotation.PublicApi;

/**
 * Draws the next token from the model's distribution: softmax of the logits over the temperature,
 * cut to the nucleus, which is the fewest likeliest tokens whose probabilities sum up to top-p. The
 * same seed gives the same tokens. Used by one thread only.
 */
@PublicApi
public final class Sampling implements TokenChoice {

  private final double temperature;
  private final double topP;
  private final SplittableRandom random;

  /**
   * Creates a sampler.
   *
   * @param temperature more than 0; 1 is the model's own distribution, less is closer to greedy
   * @param topP more than 0, at most 1; 1 keeps every token
   * @throws IllegalArgumentException if one is outside its range
   */
  public Sampling(double temperature, double topP, long seed) {
    if (!(temperature > 0) || Double.isInfinite(temperature)) {
      throw new IllegalArgumentException(
          "the temperature is " + temperature + ": give a number above 0");
    }
    if (!(topP > 0 && topP <= 1)) {
      throw new IllegalArgumentException("top-p is " + topP + ": give more than 0, at most 1");
    }
    this.temperature = temperature;
    this.topP = topP;
    this.random = new SplittableRandom(seed);
  }

  @Override
  public int next(float[] logits) {
    double[] probabilities = probabilities(logits);
    double drawn = random.nextDouble();
    int last = 0;
    for (int token = 0; token < probabilities.length; token++) {
      if (probabilities[token] > 0) {
        last = token;
        drawn -= probabilities[token];
        if (drawn < 0) {
          return token;
        }
      }
    }
    return last; // the sum may be less than 1 by rounding
  }

  /** The distribution that is drawn from, (vocabSize); 0 for tokens outside the nucleus. */
  double[] probabilities(float[] logits) {
    double greatest = Float.NEGATIVE_INFINITY;
    for (float logit : logits) {
      greatest = Math.max(greatest, logit);
    }
    double[] probabilities = new double[logits.length];
    double sum = 0;
    for (int i = 0; i < logits.length; i++) {
      probabilities[i] = Math.exp((logits[i] - greatest) / temperature);
      sum += probabilities[i];
    }
    double kept = topP < 1 ? cutToNucleus(logits, probabilities, topP * sum) : sum;
    for (int i = 0; i < logits.length; i++) {
      probabilities[i] /= kept;
    }
    return probabilities;
  }

  /** Sets the weights of all others to 0; equally likely tokens go by their ids. */
  private static double cutToNucleus(float[] logits, double[] weights, double wanted) {
    long[] ranked = new long[logits.length]; // by logit, then by falling id: likeliest last
    for (int i = 0; i < logits.length; i++) {
      int bits = Float.floatToIntBits(logits[i]);
      int ordered = bits ^ (bits >> 31 & Integer.MAX_VALUE); // compares as the floats do
      ranked[i] = (long) ordered << 32 | (Integer.MAX_VALUE - i);
    }
    Arrays.sort(ranked);
    double kept = 0;
    for (int rank = ranked.length - 1; rank >= 0; rank--) {
      int token = Integer.MAX_VALUE - (int) ranked[rank];
      if (kept < wanted) {
        kept += weights[token];
      } else {
        weights[token] = 0;
      }
    }
    return kept;
  }
}
