package org.simbastream.text.time;

/** Finds the time of web servers' access logs, [28/Nov/2026:10:00:05 +0000], in a line's head. */
final class AccessLog {

  private static final int HEAD = 400;

  private AccessLog() {}

  static Written find(String line) {
    int end = Math.min(line.length(), HEAD);
    for (int open = line.indexOf('[');
        open >= 0 && open < end;
        open = line.indexOf('[', open + 1)) {
      Cursor cursor = new Cursor(line, open + 1, line.length());
      int digits = cursor.digits();
      if (digits < 1
          || digits > 2
          || cursor.peek(digits) != '/'
          || !Character.isLetter(cursor.peek(digits + 1))) {
        continue;
      }
      WrittenTime time = TimeParser.parse(cursor, false);
      if (time != null && cursor.peek() == ']') {
        return new Written(time, line.substring(open + 1, cursor.at()));
      }
    }
    return null;
  }
}
