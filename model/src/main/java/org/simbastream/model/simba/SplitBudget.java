package org.simbastream.model.simba;

import java.util.Arrays;

/**
 * Merges two rankings of the same tokens: their best tokens alternate, so that for any number kept,
 * a fixed share comes from the first ranking and the rest from the second.
 */
final class SplitBudget {

  private SplitBudget() {}

  /**
   * Merges two rankings.
   *
   * @param near (n): scores of the first ranking
   * @param far (n): scores of the second
   * @param nearShare the share of the kept tokens that the first ranking names, 0 … 1
   * @param scores (n), written: n for the token that is kept before all others, down to 1
   */
  static void merge(float[] near, float[] far, double nearShare, float[] scores) {
    int n = near.length;
    int[] first = bestFirst(near);
    int[] second = bestFirst(far);
    Arrays.fill(scores, 0, n, 0);
    for (int taken = 0, named = 0, f = 0, s = 0; taken < n; taken++) {
      boolean fromFirst = named < nearShare * (taken + 1);
      int token = fromFirst ? first[f++] : second[s++];
      while (scores[token] > 0) { // the other ranking had it already
        token = fromFirst ? first[f++] : second[s++];
      }
      scores[token] = n - taken;
      named += fromFirst ? 1 : 0;
    }
  }

  /** Indices by falling score; ties go to the later token, as in the selection itself. */
  private static int[] bestFirst(float[] scores) {
    int n = scores.length;
    long[] ranked = new long[n];
    for (int i = 0; i < n; i++) {
      float score = scores[i] > 0 ? scores[i] : 0; // NaN counts as zero
      ranked[i] = (long) Float.floatToIntBits(score) << 32 | i;
    }
    Arrays.sort(ranked);
    int[] indices = new int[n];
    Arrays.setAll(indices, k -> (int) ranked[n - 1 - k]);
    return indices;
  }
}
