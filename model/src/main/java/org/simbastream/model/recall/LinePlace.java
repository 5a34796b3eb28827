package org.simbastream.model.recall;

/**
 * The place in the line, as a number: the line's words so far, in which words with digits are all
 * alike. So a field of a log line is the same place as that field of an earlier line of its kind,
 * whatever values stand before it.
 */
final class LinePlace {

  /** Stands for a completed word with digits. */
  private static final int VALUE = 1;

  private static final int LINE_END = 99;

  private int line;
  private int after;
  private int word;
  private boolean value;

  LinePlace(PlaceState before) {
    line = before.line();
    after = before.after();
    word = before.word();
    value = before.value();
  }

  PlaceState state() {
    return new PlaceState(line, after, word, value);
  }

  /** The place. */
  int context() {
    return Recall.chained(line, word);
  }

  /** The place, and what kind of line the one before was. */
  int contextAfterLine() {
    return Recall.chained(after, word);
  }

  /** Adds the next token. */
  void learn(int token, TokenKinds kinds) {
    int completed = value ? VALUE : word;
    if (kinds.isLineFeed(token)) {
      after = Recall.chained(Recall.chained(line, completed), LINE_END);
      line = 0;
      word = 0;
      value = false;
      return;
    }
    if (kinds.startsWord(token)) {
      line = Recall.chained(line, completed);
      after = Recall.chained(after, completed);
      word = 0;
      value = false;
    }
    if (kinds.hasDigit(token)) {
      value = true;
      word |= VALUE;
    } else {
      word = Recall.chained(word, token + 5);
    }
  }
}
