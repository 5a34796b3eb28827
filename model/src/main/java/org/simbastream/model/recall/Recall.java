package org.simbastream.model.recall;

import java.util.Arrays;

/**
 * Mixes what a stream's own past predicts into a model's surprisal.
 *
 * <p>After the last 1, 2 and 4 tokens, which token followed last time? And where the last six or
 * more stood before, which followed there? Beginning with the model's probability, each of these
 * that is known moves the prediction towards its token, the longer ones last: {@code p ← w[x = a] +
 * (1 − w) p}; a context's second choice before its first. This stays a distribution over all
 * tokens, of which only the actual token's probability is ever needed. How far a prediction is
 * trusted, {@code w}, is learnt on the stream itself, by the share of the result that it accounted
 * for.
 *
 * <p>Depends on the stream's tokens and surprisals alone, in order; any cutting of the stream gives
 * the same. Has no state of its own and is shared by threads.
 */
public final class Recall {

  /** Lengths of the contexts, in tokens. */
  private static final int[] ORDERS = {1, 2, 4};

  private static final int RUNS = Slots.MAX_HITS + 1;

  /** Where the trust in repeats begins. */
  private static final int REPEATS = ORDERS.length * RUNS * 2;

  /** How many predictions are trusted each by itself. */
  static final int TRUSTS = REPEATS + Repeat.KINDS;

  /** The most that a stream's memory can take. */
  public static final int MAX_BYTES =
      (Long.BYTES << Slots.MAX_BITS)
          + Integer.BYTES * (Repeat.MAX_HISTORY + Repeat.MAX_HISTORY / Repeat.INDEX_SHARE + 4)
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
    if (vocabSize > Slots.MAX_TOKENS) {
      throw new IllegalArgumentException(
          "a vocabulary of %d words, the recall takes at most %d: switch it off"
              .formatted(vocabSize, Slots.MAX_TOKENS));
    }
    this.vocabSize = vocabSize;
  }

  /** Surprisal (n) of tokens about which no model says anything: all are equally likely. */
  public float[] withoutModel(int tokens) {
    float[] surprisal = new float[tokens]; // (n)
    Arrays.fill(surprisal, (float) Math.log(vocabSize));
    return surprisal;
  }

  /**
   * Goes through a piece of a stream.
   *
   * @param tokens (n): its tokens
   * @param surprisal (n): the model's surprisal of each in nats, replaced by the mixed one; where
   *     it is NaN it stays so
   * @param before what the stream remembers
   * @return what it remembers afterwards
   */
  public RecallState mix(int[] tokens, float[] surprisal, RecallState before) {
    Slots slots = new Slots(before.slots());
    Repeat repeat = new Repeat(before.repeat());
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

  /** A token's probability once a context's choices were heard; learns how far to trust them. */
  private static double byContext(double p, int token, int order, long slot, float[] trust) {
    if (slot == 0) {
      return p;
    }
    int at = 2 * (order * RUNS + Slots.hits(slot));
    boolean first = Slots.first(slot) == token;
    double mixed = p;
    if (Slots.second(slot) >= 0) {
      boolean second = Slots.second(slot) == token;
      mixed = mixed(mixed, trust[at + 1], second);
      if (!first) { // otherwise nobody asked for the second
        trust[at + 1] = learnt(trust[at + 1], mixed, second);
      }
    }
    mixed = mixed(mixed, trust[at], first);
    trust[at] = learnt(trust[at], mixed, first);
    return mixed;
  }

  private static double byRepeat(double p, int token, Repeat repeat, float[] trust) {
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
  private static int hash(Repeat repeat, int[] hashes) {
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

  /** What a new stream trusts: longer contexts, longer runs of hits and longer repeats more. */
  private static float[] firstTrust() {
    float[] trust = new float[REPEATS + Repeat.KINDS]; // (ORDERS, RUNS, 2), (KINDS)
    for (int order = 0; order < ORDERS.length; order++) {
      for (int hits = 0; hits < RUNS; hits++) {
        int at = 2 * (order * RUNS + hits);
        float share = 0.3f + 0.14f * order;
        trust[at] =
            hits == 0 ? SECOND_TRUST : Math.min(0.98f, (hits + 0.4f) / (hits + 1.2f)) * share;
        trust[at + 1] = SECOND_TRUST;
      }
    }
    for (int kind = 0; kind < Repeat.KINDS; kind++) {
      trust[REPEATS + kind] = Repeat.firstTrust(kind);
    }
    return trust;
  }
}
