package org.simbastream.job.format;

/**
 * How much of a result is written where the whole of it does not fit.
 *
 * @param text the greatest length of a record's text in characters, and of its bytes in bytes
 * @param items how many elements of a list are written, the first
 * @param key the greatest length of the stream's name, in characters
 */
record ResultLimits(int text, int items, int key) {

  /** Everything is written. */
  static final ResultLimits NONE =
      new ResultLimits(Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE);

  private static final int FIRST_TEXT = 1 << 16;
  private static final int FIRST_ITEMS = 1 << 9;
  private static final int FIRST_KEY = 1 << 11;
  private static final int LAST_KEY = 1 << 5;

  /**
   * The next smaller one: first texts get shorter, then lists, then the stream's name.
   *
   * @return null after the smallest
   */
  ResultLimits next() {
    if (text > 1) {
      return new ResultLimits(text > FIRST_TEXT ? FIRST_TEXT : text / 2, items, key);
    }
    if (items > 0) {
      return new ResultLimits(text, items > FIRST_ITEMS ? FIRST_ITEMS : items / 2, key);
    }
    if (key > LAST_KEY) {
      return new ResultLimits(text, items, key > FIRST_KEY ? FIRST_KEY : key / 2);
    }
    return null;
  }
}
