package org.simbastream.model.recall;

import java.util.Arrays;
import org.simbastream.annotation.Internal;

/**
 * Mixes predictions from a stream's own past into a model's surprisal.
 *
 * <p>After the last 1, 2 and 4 tokens, which token followed last time? And which followed the last
 * six or more at their earlier place? Starting from the model's probability, each known answer
 * moves the prediction towards its token, longer contexts last: {@code p ← w[x = a] + (1 − w) p}; a
 * context's second choice before its first. This stays a distribution over all tokens, of which
 * only the actual token's probability is ever needed. The trust in a prediction, {@code w}, is
 * learnt on the stream itself, from the prediction's share of the resulting probability.
 *
 * <p>It depends only on the stream's tokens and surprisals, in order, however the stream is
 * divided. It is stateless and shared by threads.
 */
@Internal
public final class Recall {

  /** Lengths of the contexts, in tokens. */
  private static final int[] ORDERS = {1, 2, 4};

  private static final int RUNS = ContextTable.MAX_HITS + 1;

  /** The index at which the trust in repeats begins. */
  private static final int REPEATS = ORDERS.length * RUNS * 2;

  /** The number of separate trust values. */
  static final int TRUSTS = REPEATS + LongestRepeat.KINDS;

  /** The most that a stream's memory can take. */
  public static final int MAX_BYTES =
      (Long.BYTES << ContextTable.MAX_BITS)
          + Integer.BYTES
              * (LongestRepeat.MAX_HISTORY
                  + LongestRepeat.MAX_HISTORY / LongestRepeat.INDEX_SHARE
                  + 4)
          + Float.BYTES * TRUSTS;

  private static final float RATE = 0.02f;
  private static final float SECOND_TRUST = 0.05f;
  private static final double LEAST_PROBABILITY = 1e-12;

  private final int vocabSize;

  /**
   * A recall over a vocabulary.
   *
   * @throws IllegalArgumentException if token ids don't fit into its slots
   */
  public Recall(int vocabSize) {
    if (vocabSize > ContextTable.MAX_TOKENS) {
      throw new IllegalArgumentException(
          ("the vocabulary has %d words, but the recall takes at most %d: set simba.recall.enabled"
                  + " to false")
              .formatted(vocabSize, ContextTable.MAX_TOKENS));
    }
    this.vocabSize = vocabSize;
  }

  /** Surprisal (n) of tokens without a model: all tokens are equally likely. */
  public float[] withoutModel(int tokens) {
    float[] surprisal = new float[tokens]; // (n)
    Arrays.fill(surprisal, (float) Math.log(vocabSize));
    return surprisal;
  }

  /**
   * Processes a piece of a stream.
   *
   * @param tokens (n): its tokens
   * @param surprisal (n): the model's surprisal of each in nats, replaced by the mixed one; where
   *     it is NaN it stays so
   * @param before the stream's recall before the piece
   * @return its recall afterwards
   */
  public RecallState mix(int[] tokens, float[] surprisal, RecallState before) {
    ContextTable slots = new ContextTable(before.slots());
    LongestRepeat repeat = new LongestRepeat(before.repeat());
    float[] trust = // (ORDERS, RUNS, 2), (KINDS)
        before.trust().length == 0 ? firstTrust() : before.trust().clone();
    int[] hashes = new int[ORDERS.length]; // (ORDERS)
    for (int i = 0; i < tokens.length; i++) {
      int known = hash(repeat, hashes);
      if (!Float.isNaN(surprisal[i])) {
        double p = Math.min(1, Math.exp(-surprisal[i]));
        for (int order = 0; order < known; order++) {
          p = byContext(p, tokens[i], order, slots.find(hashes[order]), trust);
        }
        p = byRepeat(p, tokens[i], repeat, trust);
        surprisal[i] = (float) -Math.log(Math.max(p, LEAST_PROBABILITY));
      }
      for (int order = 0; order < known; order++) {
        slots.learn(hashes[order], tokens[i]);
      }
      repeat.learn(tokens[i]);
    }
    return new RecallState(slots.values(), repeat.state(), trust);
  }

  /** Mixes a context's choices into a token's probability, and updates the trust in them. */
  private static double byContext(double p, int token, int order, long slot, float[] trust) {
    if (slot == 0) {
      return p;
    }
    int at = 2 * (order * RUNS + ContextTable.hits(slot));
    boolean first = ContextTable.first(slot) == token;
    double mixed = p;
    if (ContextTable.second(slot) >= 0) {
      boolean second = ContextTable.second(slot) == token;
      mixed = mixed(mixed, trust[at + 1], second);
      if (!first) { // otherwise the second choice was not used
        trust[at + 1] = learnt(trust[at + 1], mixed, second);
      }
    }
    mixed = mixed(mixed, trust[at], first);
    trust[at] = learnt(trust[at], mixed, first);
    return mixed;
  }

  private static double byRepeat(double p, int token, LongestRepeat repeat, float[] trust) {
    if (!repeat.predicts()) {
      return p;
    }
    int at = REPEATS + repeat.kind();
    boolean hit = repeat.expected() == token;
    double mixed = mixed(p, trust[at], hit);
    trust[at] = learnt(trust[at], mixed, hit);
    return mixed;
  }

  private static double mixed(double p, float trust, boolean hit) {
    return (1 - trust) * p + (hit ? trust : 0);
  }

  private static float learnt(float trust, double mixed, boolean hit) {
    double share = hit ? trust / Math.max(mixed, LEAST_PROBABILITY) : 0;
    return trust + RATE * (float) (share - trust);
  }

  /** Hashes of the contexts that the last tokens are; returns how many of them there are. */
  private static int hash(LongestRepeat repeat, int[] hashes) {
    int hash = 0;
    int known = 0;
    int longest = Math.min(ORDERS[ORDERS.length - 1], repeat.known());
    for (int length = 1; length <= longest; length++) {
      hash = chained(hash, repeat.token(length));
      if (length == ORDERS[known]) {
        hashes[known] = spread(hash + known * 0x9E3779B1);
        known++;
      }
    }
    return known;
  }

  static int chained(int hash, int token) {
    return (hash ^ token) * 0x01000193 + 0x7F4A7C15;
  }

  static int spread(int hash) {
    int spread = (hash ^ hash >>> 15) * 0x2C1B3C6D;
    spread = (spread ^ spread >>> 12) * 0x297A2D39;
    return spread ^ spread >>> 15;
  }

  /**
   * The trust values of a new stream: greater for longer contexts, longer runs of hits and longer
   * repeats.
   */
  private static float[] firstTrust() {
    float[] trust = new float[REPEATS + LongestRepeat.KINDS]; // (ORDERS, RUNS, 2), (KINDS)
    for (int order = 0; order < ORDERS.length; order++) {
      for (int hits = 0; hits < RUNS; hits++) {
        int at = 2 * (order * RUNS + hits);
        float share = 0.3f + 0.14f * order;
        trust[at] =
            hits == 0 ? SECOND_TRUST : Math.min(0.98f, (hits + 0.4f) / (hits + 1.2f)) * share;
        trust[at + 1] = SECOND_TRUST;
      }
    }
    for (int kind = 0; kind < LongestRepeat.KINDS; kind++) {
      trust[REPEATS + kind] = LongestRepeat.firstTrust(kind);
    }
    return trust;
  }
}
