package org.simbastream.text.time;

/** Finds the time of a line of columns: the first column that is date and time of day, no more. */
final class Columns {

  private static final String SEPARATORS = ",;\t|";
  private static final int MOST_CHARACTERS = 2048;
  private static final int FEWEST_SEPARATORS = 2;

  private Columns() {}

  static Written find(String line) {
    for (int i = 0; i < SEPARATORS.length(); i++) {
      char separator = SEPARATORS.charAt(i);
      if (count(line, separator) >= FEWEST_SEPARATORS) {
        Written found = find(line, separator);
        if (found != null) {
          return found;
        }
      }
    }
    return null;
  }

  private static int count(String line, char separator) {
    int end = Math.min(line.length(), MOST_CHARACTERS);
    int count = 0;
    for (int i = line.indexOf(separator); i >= 0 && i < end; i = line.indexOf(separator, i + 1)) {
      count++;
    }
    return count;
  }

  private static Written find(String line, char separator) {
    int end = Math.min(line.length(), MOST_CHARACTERS);
    Cursor cursor = new Cursor(line, 0, end);
    while (!cursor.isAtEnd()) {
      Written column = column(line, cursor, separator);
      if (column != null) {
        return column;
      }
      skipColumn(cursor, separator);
    }
    return null;
  }

  private static Written column(String line, Cursor cursor, char separator) {
    int start = cursor.at();
    if (separator == '|') {
      cursor.takeBlanks();
    }
    boolean quoted = cursor.take('"');
    int from = cursor.at();
    WrittenTime time = cursor.digits() > 0 ? TimeParser.parse(cursor, false) : null;
    int to = cursor.at();
    boolean closed = !quoted || cursor.take('"');
    if (separator == '|') {
      cursor.takeBlanks();
    }
    if (time != null && closed && (cursor.isAtEnd() || cursor.peek() == separator)) {
      return new Written(time, line.substring(from, to));
    }
    cursor.moveTo(start);
    return null;
  }

  private static void skipColumn(Cursor cursor, char separator) {
    if (cursor.take('"')) {
      while (!cursor.isAtEnd() && cursor.peek() != '"') {
        cursor.skip(1);
      }
    }
    while (!cursor.isAtEnd() && cursor.peek() != separator) {
      cursor.skip(1);
    }
    cursor.skip(1);
  }
}
