package org.simbastream.model.recall;

import java.util.Arrays;
import org.simbastream.annotation.Internal;

/**
 * Decides which tokens of a stream a model reads: those that the stream's own past did not surely
 * expect. Not in Simba's paper; this project's own.
 *
 * <p>Before each token, six sources name a candidate: the contexts of the last 1, 2 and 4 tokens,
 * the place in the line, the same place after the line before, and the longest repeat. How sure the
 * sources but the first are, seen from one candidate, is its <em>signature</em>. How often
 * candidates of a signature come true is learnt on the stream, beginning with what the training
 * found on many: its <em>trust</em>. The candidate of the greatest trust is surely expected if that
 * is at least the threshold. If it comes it is not read, unless it is a line feed: so every record
 * has a place where the model speaks of it.
 *
 * <p>All of it is in whole numbers and depends on the stream's tokens alone, in their order: it is
 * the same on every machine and however the stream is divided. Stateless and shared by threads.
 */
@Internal
public final class Gate {

  /** Contexts of 1, 2 and 4 tokens, the place, the place after the line before, the repeat. */
  public static final int SOURCES = 6;

  /** None, another candidate, and three degrees of agreement. */
  public static final int LEVELS = 5;

  /** What the levels of all sources but the first can be. */
  public static final int SIGNATURES = LEVELS * LEVELS * LEVELS * LEVELS * LEVELS;

  /** A trust of one. */
  static final int ONE = 1 << 16;

  /** The most that a stream's memory can take. */
  public static final int MAX_BYTES =
      (Integer.BYTES << ExpectationTable.MAX_BITS)
          + Integer.BYTES
              * (LongestRepeat.MAX_HISTORY
                  + LongestRepeat.MAX_HISTORY / LongestRepeat.INDEX_SHARE
                  + 8)
          + Character.BYTES * SIGNATURES;

  private static final int REPEAT = SOURCES - 1;
  private static final int PLACE = 3;
  private static final int AFTER_LINE = 4;
  private static final int OTHER = 1; // the level of a source that names another candidate
  private static final int LEAST_TRUST = 64;
  private static final int MOST_TRUST = 65_500;
  private static final int RATE_BITS = 5; // a trust moves by 1/32 of the way

  private final TokenKinds kinds;
  private final char[] firstTrust; // (SIGNATURES)
  private final int threshold;

  /**
   * A gate as a checkpoint describes it.
   *
   * @param firstTrust (SIGNATURES): the trust of a new stream, in 65,536ths
   * @param threshold the trust from which on a token is surely expected, in 65,536ths
   * @throws IllegalArgumentException if the vocabulary is too large, or a trust is out of range
   */
  public Gate(TokenKinds kinds, float[] firstTrust, int threshold) {
    if (kinds.size() > ExpectationTable.MAX_TOKENS) {
      throw new IllegalArgumentException(
          "the vocabulary has %d words, but a reader's at most %d"
              .formatted(kinds.size(), ExpectationTable.MAX_TOKENS));
    }
    this.kinds = kinds;
    this.threshold = threshold;
    this.firstTrust = new char[SIGNATURES];
    for (int i = 0; i < SIGNATURES; i++) {
      this.firstTrust[i] = (char) firstTrust[i];
      if (firstTrust[i] != this.firstTrust[i] || this.firstTrust[i] == 0) {
        throw new IllegalArgumentException(
            "the trust of signature %d is %s, expected a whole number from 1 to 65535"
                .formatted(i, firstTrust[i]));
      }
    }
  }

  /** What was expected, and the stream's memory after it. */
  public record Result(Expectations expectations, GateState after) {}

  /**
   * Processes a piece of a stream.
   *
   * @param tokens (n): its tokens
   * @param before the stream's memory before it
   */
  public Result read(int[] tokens, GateState before) {
    Stream stream = new Stream(before);
    Step step = new Step(tokens.length);
    for (int token : tokens) {
      stream.expect(step);
      stream.learn(step, token);
      step.next(token, kinds);
    }
    return new Result(step.expectations(), stream.state());
  }

  /** What is expected of a stream's next token, as the expectations of a chunk of one token. */
  public Expectations expect(GateState state) {
    Step step = new Step(1);
    new Stream(state).expect(step);
    step.read[step.reads++] = 0;
    return step.expectations();
  }

  /** One stream's memory while it is read. */
  private final class Stream {

    private final ExpectationTable table;
    private final LongestRepeat repeat;
    private final LinePlace place;
    private final char[] trust; // (SIGNATURES)
    private final int[] hashes = new int[REPEAT]; // by context
    private final boolean[] known = new boolean[REPEAT]; // by context
    private final int[] signatures = new int[SOURCES]; // -1: no candidate of its own

    Stream(GateState before) {
      table = new ExpectationTable(before.slots());
      repeat = new LongestRepeat(before.repeat());
      place = new LinePlace(before.place());
      trust = before.trust().length == 0 ? firstTrust.clone() : before.trust().clone();
    }

    GateState state() {
      return new GateState(table.values(), repeat.state(), place.state(), trust);
    }

    void expect(Step step) {
      hash();
      int at = step.place * SOURCES;
      for (int source = 0; source < REPEAT; source++) {
        int slot = known[source] ? table.find(hashes[source]) : 0;
        int candidate = slot == 0 ? -1 : ExpectationTable.token(slot);
        propose(step, at + source, candidate, level(ExpectationTable.hits(slot)));
      }
      propose(step, at + REPEAT, repeat.predicts() ? repeat.expected() : -1, repeat.level());
      choose(step, at);
    }

    /** Notes a candidate; one that is no word can only come of damaged state, and is none. */
    private void propose(Step step, int entry, int candidate, int level) {
      boolean word = candidate >= 0 && candidate < kinds.size();
      step.candidates[entry] = word ? candidate : -1;
      step.levels[entry] = (byte) (word ? level : 0);
    }

    private void hash() {
      int hash = 0;
      int tokens = Math.min(4, repeat.known());
      Arrays.fill(known, 0, PLACE, false);
      for (int ago = 1; ago <= tokens; ago++) {
        hash = Recall.chained(hash, repeat.token(ago));
        if (ago != 3) {
          set(ago / 2, hash); // 1, 2 and 4 tokens: 0, 1 and 2
        }
      }
      set(PLACE, place.context());
      set(AFTER_LINE, place.contextAfterLine());
    }

    private void set(int source, int hash) {
      hashes[source] = Recall.spread(hash + source * 0x9E3779B1);
      known[source] = true;
    }

    /** Finds each candidate's signature, and the one of the greatest trust. */
    private void choose(Step step, int at) {
      int best = 0;
      int expected = -1;
      for (int source = REPEAT; source > 0; source--) {
        signatures[source] =
            isFirst(step.candidates, at, source) ? signature(step, at, source) : -1;
        if (signatures[source] >= 0) {
          char now = trust[signatures[source]];
          step.trust[at + source] = now;
          if (now > best) {
            best = now;
            expected = step.candidates[at + source];
          }
        }
      }
      boolean sure = best >= threshold;
      step.sure[step.place] = sure ? expected : -1;
      step.certainty[step.place] = sure ? (char) best : 0;
    }

    void learn(Step step, int token) {
      int at = step.place * SOURCES;
      for (int source = REPEAT; source > 0; source--) {
        if (signatures[source] >= 0) {
          int now = trust[signatures[source]];
          boolean hit = step.candidates[at + source] == token;
          now += hit ? 65_535 - now >> RATE_BITS : -(now >> RATE_BITS);
          trust[signatures[source]] = (char) Math.max(LEAST_TRUST, Math.min(MOST_TRUST, now));
        }
      }
      for (int source = 0; source < REPEAT; source++) {
        if (known[source]) {
          table.learn(hashes[source], token);
        }
      }
      repeat.learn(token);
      place.learn(token, kinds);
    }
  }

  private static int level(int hits) {
    return hits < 2 ? 2 : hits < 6 ? 3 : 4;
  }

  /** Whether a source has a candidate that no later source has. */
  private static boolean isFirst(int[] candidates, int at, int source) {
    boolean first = candidates[at + source] >= 0;
    for (int later = source + 1; first && later < SOURCES; later++) {
      first = candidates[at + later] != candidates[at + source];
    }
    return first;
  }

  private static int signature(Step step, int at, int source) {
    int signature = 0;
    for (int other = 1; other < SOURCES; other++) {
      boolean agrees = step.candidates[at + other] == step.candidates[at + source];
      int level = step.candidates[at + other] < 0 ? 0 : agrees ? step.levels[at + other] : OTHER;
      signature = signature * LEVELS + level;
    }
    return signature;
  }

  /** A chunk's expectations, while they are made. */
  private static final class Step {

    final int[] candidates; // (n, SOURCES)
    final byte[] levels; // (n, SOURCES)
    final char[] trust; // (n, SOURCES)
    final int[] sure; // (n)
    final char[] certainty; // (n)
    private final int[] read; // (n), the first ones filled
    private int reads;
    int place;

    Step(int n) {
      candidates = new int[n * SOURCES];
      levels = new byte[n * SOURCES];
      trust = new char[n * SOURCES];
      sure = new int[n];
      certainty = new char[n];
      read = new int[n];
    }

    void next(int token, TokenKinds kinds) {
      if (sure[place] != token || kinds.isLineFeed(token)) {
        read[reads++] = place;
      }
      place++;
    }

    Expectations expectations() {
      return new Expectations(
          candidates, levels, trust, sure, certainty, Arrays.copyOf(read, reads));
    }
  }
}
