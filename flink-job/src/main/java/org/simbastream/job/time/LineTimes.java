package org.simbastream.job.time;

/** Looks for the time of a line in all places where one may stand. */
final class LineTimes {

  private static final int LONGEST_PREFIX = 64;

  private LineTimes() {}

  /** The time; null if there is none. */
  static Written find(String line) {
    int brace = line.indexOf('{');
    if (brace >= 0 && isPrefixOfJson(line, brace)) {
      JsonTimes json = JsonTimes.in(line, brace);
      if (json.isJson() || json.found() != null) {
        return json.found();
      }
    }
    Written head = LineHead.find(line);
    if (head != null && !(head.time() instanceof WrittenTime.Uptime)) {
      return head;
    }
    Written other = AuditRecord.find(line);
    if (other == null) {
      other = AccessLog.find(line);
    }
    if (other == null) {
      other = NamedFields.find(line);
    }
    if (other == null) {
      other = Columns.find(line);
    }
    return other == null ? head : other;
  }

  /** Whether nothing stands before the object, or a name and a bar, as Compose writes it. */
  private static boolean isPrefixOfJson(String line, int brace) {
    if (brace > LONGEST_PREFIX) {
      return false;
    }
    String prefix = line.substring(0, brace).strip();
    return prefix.isEmpty()
        || prefix.equals("@cee:")
        || prefix.endsWith("|") && prefix.indexOf('|') == prefix.length() - 1;
  }
}
