package org.simbastream.model.recall;

import java.util.Arrays;

/**
 * Mixes what a stream's own past predicts into a model's surprisal.
 *
 * <p>After the last 1, 2, 4, 8 and 16 tokens, which token followed last time? Beginning with the
 * model's probability, each context that is known moves the prediction towards its one or two
 * tokens, the longer contexts last: {@code p ← w₁[x = a] + w₂[x = b] + (1 − w₁ − w₂) p}. This stays
 * a distribution over all tokens, of which only the actual token's probability is ever needed. How
 * far a prediction is trusted, {@code w}, is learnt on the stream itself, by the share of the
 * result that it accounted for.
 *
 * <p>Depends on the stream's tokens and surprisals alone, in order; any cutting of the stream gives
 * the same. Has no state of its own and is shared by threads.
 */
public final class Recall {

  /** The most that a stream's memory can take. */
  public static final int MAX_BYTES = (8 << Slots.MAX_BITS) + 4 * (16 + 5 * 16 * 2);

  /** Lengths of the contexts, in tokens. */
  private static final int[] ORDERS = {1, 2, 4, 8, 16};

  private static final int LONGEST = 16;
  private static final int RUNS = Slots.MAX_HITS + 1;
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
    float[] trust = // (ORDERS, RUNS, 2)
        before.trust().length == 0 ? firstTrust() : before.trust().clone();
    int past = before.recent().length;
    int[] all = Arrays.copyOf(before.recent(), past + tokens.length); // (past + n)
    System.arraycopy(tokens, 0, all, past, tokens.length);
    int[] hashes = new int[ORDERS.length];
    for (int i = 0; i < tokens.length; i++) {
      int known = hash(all, past + i, hashes);
      if (!Float.isNaN(surprisal[i])) {
        surprisal[i] = mixed(tokens[i], surprisal[i], hashes, known, slots, trust);
      }
      for (int order = 0; order < known; order++) {
        slots.learn(hashes[order], tokens[i]);
      }
    }
    int kept = Math.min(LONGEST, all.length);
    return new RecallState(
        slots.values(), Arrays.copyOfRange(all, all.length - kept, all.length), trust);
  }

  private static float mixed(
      int token, float surprisal, int[] hashes, int known, Slots slots, float[] trust) {
    double p = Math.exp(-surprisal);
    for (int order = 0; order < known; order++) {
      long slot = slots.find(hashes[order]);
      if (slot == 0) {
        continue;
      }
      int at = 2 * (order * RUNS + Slots.hits(slot));
      boolean hasSecond = Slots.second(slot) >= 0;
      float first = trust[at];
      float second = hasSecond ? trust[at + 1] : 0;
      double mixed = (1 - first - second) * p;
      mixed += Slots.first(slot) == token ? first : 0;
      mixed += hasSecond && Slots.second(slot) == token ? second : 0;
      double total = Math.max(mixed, LEAST_PROBABILITY);
      trust[at] += RATE * (float) ((Slots.first(slot) == token ? first / total : 0) - first);
      if (hasSecond) {
        trust[at + 1] +=
            RATE * (float) ((Slots.second(slot) == token ? second / total : 0) - second);
      }
      p = mixed;
    }
    return (float) -Math.log(Math.max(p, LEAST_PROBABILITY));
  }

  /** Hashes of the contexts that end before {@code end}; returns how many of them there are. */
  private static int hash(int[] tokens, int end, int[] hashes) {
    int hash = 0;
    int known = 0;
    for (int length = 1; length <= LONGEST && length <= end; length++) {
      hash = (hash ^ tokens[end - length]) * 0x01000193 + 0x7F4A7C15;
      if (length == ORDERS[known]) {
        hashes[known] = spread(hash + known * 0x9E3779B1);
        known++;
      }
    }
    return known;
  }

  private static int spread(int hash) {
    int spread = (hash ^ hash >>> 15) * 0x2C1B3C6D;
    spread = (spread ^ spread >>> 12) * 0x297A2D39;
    return spread ^ spread >>> 15;
  }

  /** What a new stream trusts: longer contexts and longer runs of hits more. */
  private static float[] firstTrust() {
    float[] trust = new float[ORDERS.length * RUNS * 2]; // (ORDERS, RUNS, 2)
    for (int order = 0; order < ORDERS.length; order++) {
      for (int hits = 0; hits < RUNS; hits++) {
        int at = 2 * (order * RUNS + hits);
        float share = 0.3f + 0.7f * order / (ORDERS.length + 2);
        trust[at] =
            hits == 0 ? SECOND_TRUST : Math.min(0.98f, (hits + 0.4f) / (hits + 1.2f)) * share;
        trust[at + 1] = SECOND_TRUST;
      }
    }
    return trust;
  }
}
