package org.simbastream.evaluation.quality;

import org.simbastream.model.mamba.OpCounts;

/**
 * The surprisal of following text, after one way of reading the text before.
 *
 * @param surprisal by gap, by stretch: mean nats a token
 * @param work what reading contexts and gaps cost
 */
record Likelihoods(double[][] surprisal, OpCounts work) {}
