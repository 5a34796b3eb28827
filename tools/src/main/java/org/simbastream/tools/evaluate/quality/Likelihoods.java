package org.simbastream.tools.evaluate.quality;

import org.simbastream.model.mamba.Work;

/**
 * How surprising what follows is, after one way of reading what came before.
 *
 * @param surprisal by gap, by stretch: mean nats a token
 * @param work what reading contexts and gaps cost
 */
record Likelihoods(double[][] surprisal, Work work) {}
