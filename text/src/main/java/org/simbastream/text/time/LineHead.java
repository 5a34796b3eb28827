package org.simbastream.text.time;

import java.util.Locale;
import java.util.Set;

/**
 * Finds the time in the head of a line. Before it may stand what loggers write there: levels,
 * numbers, addresses, names of hosts, processes and threads, things in brackets. The first word of
 * prose ends the head, so that no date of a message is taken for the time of its event.
 */
final class LineHead {

  private static final int LONGEST_HEAD = 200;
  private static final int LONGEST_TIME = 64;
  private static final int MOST_WORDS = 10;
  private static final int MOST_CAPITALS = 1;
  private static final int LONGEST_GROUP = 96;

  private static final String OPENING = "[({<";
  private static final String CLOSING = "])}>";

  /** Characters that end a word. */
  private static final String DELIMITERS = "[](){}<>|\"',;:";

  /** Levels, labels of times, and kinds of records: words that are no prose. */
  private static final Set<String> KNOWN =
      Set.of(
          ("trace debug dbg info information inf notice warn warning wrn error err crit critical"
                  + " alert emerg emergency fatal ftl severe finer finest verbose vrb time date"
                  + " timestamp ts datetime http https ws wss grpc grpcs tls stdout stderr kernel"
                  + " start-date end-date i w e d f c v n t")
              .split(" "));

  private final Cursor cursor;
  private boolean bare = true; // only levels and signs were read so far
  private int words;
  private int capitals; // words of capital letters that are no levels

  private LineHead(String line) {
    this.cursor = new Cursor(line, 0, Math.min(line.length(), LONGEST_HEAD + LONGEST_TIME));
  }

  /** The time in the head of a line; null if there is none. */
  static Written find(String line) {
    return new LineHead(line).find(line, LONGEST_HEAD, 0);
  }

  private Written find(String line, int end, int depth) {
    while (cursor.at() < end && words <= MOST_WORDS && !cursor.isAtEnd()) {
      cursor.takeBlanks();
      int start = cursor.at();
      WrittenTime time = TimeParser.parse(cursor, bare);
      if (time != null) {
        return new Written(time, line.substring(start, cursor.at()));
      }
      char next = cursor.peek();
      int kind = OPENING.indexOf(next);
      int close = kind < 0 || depth > 0 ? -1 : close(line, start, CLOSING.charAt(kind));
      if (close > 0) {
        Written inside = group(line, close, depth);
        if (inside != null) {
          return inside;
        }
      } else if (Character.isLetterOrDigit(next) || next == '_') {
        if (!takeWord()) {
          return null;
        }
      } else if (next == '/' || next == '\\' || next == '\'' && !bare) {
        return null; // a path, or a text
      } else {
        cursor.skip(1);
      }
    }
    return null;
  }

  /** Looks into brackets, and goes on behind them if there is no time. */
  private Written group(String line, int close, int depth) {
    int start = cursor.at();
    WrittenTime uptime = bare ? uptime() : null;
    if (uptime != null) {
      return new Written(uptime, line.substring(start, close + 1));
    }
    boolean bareBefore = bare;
    cursor.skip(1);
    Written inside = find(line, close, depth + 1);
    if (inside == null) {
      bare = bareBefore;
      words++;
      cursor.moveTo(close + 1);
    }
    return inside;
  }

  private static int close(String line, int from, char closing) {
    int close = line.indexOf(closing, from);
    return close - from <= LONGEST_GROUP ? close : -1;
  }

  /** The kernel's seconds since the start: [ 1000.678901]. */
  private WrittenTime uptime() {
    int start = cursor.at();
    if (cursor.take('[')) {
      cursor.takeBlanks();
      int digits = cursor.digits();
      if (digits >= 1 && digits <= 9) {
        long seconds = cursor.take(digits);
        if (cursor.take('.') && cursor.digits() == 6) {
          long nanos = cursor.takeFraction(6);
          if (cursor.peek() == ']') {
            return new WrittenTime.Uptime(1000 * seconds + nanos / 1_000_000);
          }
        }
      }
    }
    cursor.moveTo(start);
    return null;
  }

  /** Takes a word that may stand in a head; returns whether it is one. */
  private boolean takeWord() {
    WordShape shape = new WordShape();
    int length = 0;
    for (char c = cursor.peek(); isInside(c); c = cursor.peek(++length)) {
      shape.add(c);
    }
    boolean known = isKnown(cursor.ahead(length));
    boolean quoted = cursor.peek(length) == '"' && cursor.peek(length - 1) == '=';
    cursor.skip(length);
    bare &= known || words == 0 && shape.isNumber(); // the number of a process
    words++;
    if (quoted) {
      skipQuoted();
    }
    capitals += !known && shape.isAllCapitals() ? 1 : 0;
    boolean isStatement = capitals > MOST_CAPITALS; // such as INSERT INTO
    return known || !isStatement && (shape.isNoProse(isBeforeProse()) || isBeforeColumn());
  }

  /** Whether a word is a level, or another that is no prose. */
  static boolean isKnown(String word) {
    return KNOWN.contains(word.toLowerCase(Locale.ROOT));
  }

  private boolean isInside(char c) {
    return c != 0 && !Cursor.isBlank(c) && DELIMITERS.indexOf(c) < 0;
  }

  private void skipQuoted() {
    cursor.skip(1);
    while (!cursor.isAtEnd() && cursor.peek() != '"') {
      cursor.skip(1);
    }
  }

  /** Whether a colon and a blank follow, as behind the name of an exception. */
  private boolean isBeforeProse() {
    return cursor.peek() == ':' && Cursor.isBlank(cursor.peek(1));
  }

  /** Whether a sign follows that only separates columns. */
  private boolean isBeforeColumn() {
    int blanks = 0;
    while (cursor.peek(blanks) == ' ') {
      blanks++;
    }
    char next = cursor.peek(blanks);
    return next == '|' || next == '\t' || next == ':' && cursor.peek(blanks + 1) == ':';
  }
}
