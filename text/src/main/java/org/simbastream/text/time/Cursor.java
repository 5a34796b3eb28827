package org.simbastream.text.time;

/** A place in a text that moves on as parts are read. Behind the end there are NUL characters. */
final class Cursor {

  private static final int MOST_DIGITS = 20; // no number of a time is longer

  private final String text;
  private final int end;
  private int at;

  Cursor(String text, int at, int end) {
    this.text = text;
    this.at = at;
    this.end = end;
  }

  int at() {
    return at;
  }

  void moveTo(int place) {
    at = place;
  }

  void skip(int characters) {
    at += characters;
  }

  boolean isAtEnd() {
    return at >= end;
  }

  char peek() {
    return peek(0);
  }

  /** The character that many places ahead. */
  char peek(int ahead) {
    int place = at + ahead;
    return place >= 0 && place < end ? text.charAt(place) : 0;
  }

  boolean take(char c) {
    if (peek() != c || isAtEnd()) {
      return false;
    }
    at++;
    return true;
  }

  /** Takes blanks; returns how many there were. */
  int takeBlanks() {
    int start = at;
    while (isBlank(peek())) {
      at++;
    }
    return at - start;
  }

  static boolean isBlank(char c) {
    return c == ' ' || c == '\t' || c == '\u00A0' || c == '\u202F';
  }

  static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  /** How many digits stand here. */
  int digits() {
    int count = 0;
    while (count < MOST_DIGITS && isDigit(peek(count))) {
      count++;
    }
    return count;
  }

  /** Takes that many digits, at most 18, as a number. */
  long take(int digits) {
    long number = 0;
    for (int i = 0; i < digits; i++) {
      number = 10 * number + (peek() - '0');
      at++;
    }
    return number;
  }

  /** How many letters stand here. */
  int letters() {
    int count = 0;
    while (Character.isLetter(peek(count))) {
      count++;
    }
    return count;
  }

  /** The next characters, which stay there. */
  String ahead(int characters) {
    return text.substring(at, Math.min(end, at + characters));
  }

  /** Takes a fraction of a second without its point; returns nanoseconds. */
  long takeFraction(int digits) {
    long nanos = 0;
    for (int i = 0; i < 9; i++) {
      nanos = 10 * nanos + (i < digits ? peek(i) - '0' : 0);
    }
    at += digits;
    return nanos;
  }

  /** Whether a word or a number ends here. */
  boolean isBoundary() {
    return !Character.isLetterOrDigit(peek());
  }
}
