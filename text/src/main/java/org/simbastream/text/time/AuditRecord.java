package org.simbastream.text.time;

/** Finds the time of Linux's audit records: audit(1795860005.123:456). */
final class AuditRecord {

  private static final String SIGN = "audit(";
  private static final int HEAD = 200;

  private AuditRecord() {}

  static Written find(String line) {
    int sign = line.indexOf(SIGN);
    if (sign < 0 || sign > HEAD) {
      return null;
    }
    int start = sign + SIGN.length();
    Cursor cursor = new Cursor(line, start, line.length());
    WrittenTime time = Epoch.parse(cursor);
    return time != null && cursor.peek() == ':'
        ? new Written(time, line.substring(start, cursor.at()))
        : null;
  }
}
