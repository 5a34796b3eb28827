package org.simbastream.text.time;

/** The kinds of characters in a word, which tell names and numbers from prose. */
final class WordShape {

  private static final String IN_NAMES = "._/\\@=$+#~-";

  private int length;
  private boolean hasDigit;
  private boolean hasLetter;
  private boolean hasLower;
  private boolean hasSign;
  private boolean hasUpperInside;

  void add(char c) {
    hasDigit |= Cursor.isDigit(c);
    hasLetter |= Character.isLetter(c);
    hasUpperInside |= hasLower && Character.isUpperCase(c);
    hasLower |= Character.isLetter(c) && !Character.isUpperCase(c);
    hasSign |= IN_NAMES.indexOf(c) >= 0;
    length++;
  }

  /** Whether it is a word of capital letters. */
  boolean isAllCapitals() {
    return length > 1 && !hasDigit && hasLetter && !hasLower && !hasSign;
  }

  /** Whether it is a whole number. */
  boolean isNumber() {
    return hasDigit && !hasLetter && !hasSign;
  }

  /**
   * Whether it is a name or a number rather than a word of a sentence.
   *
   * @param introduces whether a colon and a blank follow it
   */
  boolean isNoProse(boolean introduces) {
    boolean isName = hasUpperInside || hasSign && length > 1;
    return hasDigit || !introduces && (!hasLower || isName);
  }
}
