package org.simbastream.model.simba;

import java.util.Arrays;
import org.simbastream.annotation.Internal;

/** Picks the tokens with the greatest scores, in stream order. */
@Internal
public final class TokenSelector {

  private TokenSelector() {}

  /**
   * The tokens that the next layer reads. The last one is always among them and counts; ties go to
   * the later token; NaN counts as zero.
   *
   * @param positions (n): places within the chunk, ascending
   * @param scores (n): not negative; more may follow
   * @param count how many tokens to keep, 1 … n
   * @return (count): indices into {@code positions}, ascending
   */
  public static int[] select(int[] positions, float[] scores, int count) {
    int n = positions.length;
    if (count >= n) {
      int[] all = new int[n];
      Arrays.setAll(all, i -> i);
      return all;
    }
    long[] ranked = new long[n - 1]; // score bits above the index: sorts by score, then by place
    for (int i = 0; i < n - 1; i++) {
      float score = scores[i] > 0 ? scores[i] : 0;
      ranked[i] = (long) Float.floatToIntBits(score) << 32 | i;
    }
    Arrays.sort(ranked);
    int[] kept = new int[count];
    for (int k = 0; k < count - 1; k++) {
      kept[k] = (int) ranked[n - 2 - k];
    }
    kept[count - 1] = n - 1;
    Arrays.sort(kept);
    return kept;
  }

  /**
   * The present tokens, and of the skipped ones those with the greatest scores; ties go to the
   * later token.
   *
   * @param present places within the chunk of the tokens that the layer read, ascending
   * @param latest (chunk): the latest score of each token; more may follow
   * @param count how many tokens the next layer reads, more than are present, at most all
   * @return (count): places within the chunk, ascending
   */
  public static int[] readmit(int[] present, float[] latest, int count) {
    float[] scores = latest.clone();
    for (int place : present) {
      scores[place] = Float.POSITIVE_INFINITY;
    }
    int[] all = new int[scores.length];
    Arrays.setAll(all, i -> i);
    return select(all, scores, count); // a chunk's last token is always present
  }
}
