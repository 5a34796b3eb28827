package org.simbastream.evaluation.flow;

/**
 * How well the model predicts an answer.
 *
 * @param logLikelihood mean over its tokens, in nats
 * @param rank mean over its tokens of the place among all words, 1 for the likeliest
 */
record Answer(double logLikelihood, double rank) {

  /**
   * The place of a word among all.
   *
   * @param logits (words)
   * @return 1 if no word is likelier; words as likely stand before it
   */
  static int rank(float[] logits, int word) {
    int rank = 1;
    for (int i = 0; i < logits.length; i++) {
      if (i != word && logits[i] >= logits[word]) {
        rank++;
      }
    }
    return rank;
  }

  /** {@code log p(word)}. */
  static double logLikelihood(float[] logits, int word) {
    double greatest = Double.NEGATIVE_INFINITY;
    for (float logit : logits) {
      greatest = Math.max(greatest, logit);
    }
    double sum = 0;
    for (float logit : logits) {
      sum += Math.exp(logit - greatest);
    }
    return logits[word] - greatest - Math.log(sum);
  }
}
