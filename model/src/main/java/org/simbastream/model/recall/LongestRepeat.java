package org.simbastream.model.recall;

/**
 * Finds the longest repeat: the earlier place of the stream's last tokens, and the token that
 * followed there.
 *
 * <p>Looked up by the last {@link #LEAST} tokens, then followed token by token, also across tokens
 * that differ: lines of one template differ in a value and then continue alike. It corresponds to
 * the match model of a text compressor. Numbers of tokens may wrap around: a place is used only
 * after its tokens were compared.
 */
final class LongestRepeat {

  /** The greatest number of tokens remembered. */
  static final int MAX_HISTORY = 1 << 13;

  static final int MIN_HISTORY = 1 << 8;

  /** The history's length over the index'. */
  static final int INDEX_SHARE = 4;

  /** Kinds of prediction, by {@link #kind}. */
  static final int KINDS = 4 * 12;

  /** The greatest number of tokens compared. */
  static final int LONGEST = 64;

  /** The number of tokens by which a repeat is looked up. */
  private static final int LEAST = 6;

  static final int MAX_MISSES = 8;

  /** The number of hits in a row after which earlier misses no longer count. */
  private static final int SURE = 16;

  private int[] history; // (a power of two)
  private int[] index; // (history / INDEX_SHARE)
  private int read;
  private int next;
  private int length;
  private int misses;

  LongestRepeat(RepeatState before) {
    boolean empty = before.history().length == 0;
    history = empty ? new int[MIN_HISTORY] : before.history().clone();
    index = empty ? new int[MIN_HISTORY / INDEX_SHARE] : before.index().clone();
    read = before.read();
    next = before.next();
    length = before.length();
    misses = before.misses();
  }

  RepeatState state() {
    return new RepeatState(history, index, read, next, length, misses);
  }

  /** The token read {@code ago} tokens ago, 1 for the last one. */
  int token(int ago) {
    return history[read - ago & history.length - 1];
  }

  /** How many of the last tokens are known. */
  int known() {
    return read < 0 || read > history.length ? history.length : read;
  }

  /** Whether a token is predicted. */
  boolean predicts() {
    return length > 0 || misses > 0;
  }

  /** The predicted next token. */
  int expected() {
    return history[next & history.length - 1];
  }

  /** The kind of the prediction, by the repeat's length and misses. */
  int kind() {
    int byLength = length < 16 ? length / 2 : length < 32 ? 8 + (length - 16) / 8 : 10;
    byLength = length == LONGEST ? 11 : byLength;
    return Math.min(misses, 3) * 12 + byLength;
  }

  /** How sure the prediction is, for the gate: 2 to 4. */
  int level() {
    if (misses > 0) {
      return length >= 4 ? 3 : 2;
    }
    return length < 8 ? 2 : length < 24 ? 3 : 4;
  }

  /** The initial trust in a kind of prediction on a new stream, 0 … 1. */
  static float firstTrust(int kind) {
    return (float) Math.max(0.05, (0.5 + 0.045 * (kind % 12)) * Math.pow(0.7, kind / 12));
  }

  /** Adds the next token. */
  void learn(int token) {
    if (predicts()) {
      follow(token);
    }
    if (read == history.length && history.length < MAX_HISTORY) {
      grow();
    }
    history[read & history.length - 1] = token;
    read++;
    if (known() >= LEAST) {
      lookUp();
    }
  }

  private void follow(int token) {
    if (token == expected()) {
      length = Math.min(LONGEST, length + 1);
      misses = length >= SURE ? 0 : misses;
    } else {
      length = 0;
      misses = misses == MAX_MISSES ? 0 : misses + 1;
    }
    next++;
    if (read + 1 - next >= history.length) { // overwritten
      length = 0;
      misses = 0;
    }
  }

  private void lookUp() {
    int at = place(read);
    int candidate = index[at];
    int back = read - candidate;
    if (candidate != 0 && back > 0 && back < history.length && length < LONGEST) {
      int same = common(candidate);
      if (same >= LEAST && same > length) {
        length = same;
        next = candidate;
        misses = 0;
      }
    }
    index[at] = read;
  }

  /** How many tokens before a number are the same as the last ones. */
  private int common(int number) {
    int mask = history.length - 1;
    int most = Math.min(LONGEST, known() - (read - number));
    int same = 0;
    while (same < most && history[number - 1 - same & mask] == history[read - 1 - same & mask]) {
      same++;
    }
    return same;
  }

  /** The place in the index of the tokens before a number. */
  private int place(int number) {
    int hash = 0;
    for (int ago = 1; ago <= LEAST; ago++) {
      hash = Recall.chained(hash, history[number - ago & history.length - 1]);
    }
    return Recall.spread(hash) & index.length - 1;
  }

  private void grow() {
    int[] larger = new int[2 * history.length];
    System.arraycopy(history, 0, larger, 0, history.length);
    history = larger;
    index = new int[larger.length / INDEX_SHARE];
    for (int number = LEAST; number <= read; number++) {
      index[place(number)] = number;
    }
  }
}
