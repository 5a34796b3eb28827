package org.simbastream.text.time;

import org.simbastream.text.TerminalCodes;

/** Looks for the time of a line in all places where one may stand. */
final class LineTimes {

  private static final int LONGEST_PREFIX = 64;
  private static final char ESCAPE = '\u001b';
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private LineTimes() {}

  /** The time; null if there is none. */
  static Written find(String line) {
    int start = 0;
    while (start < line.length() && isNothing(line.charAt(start))) {
      start++;
    }
    String seen = start == 0 ? line : line.substring(start);
    return findIn(seen.indexOf(ESCAPE) < 0 ? seen : TerminalCodes.seen(seen));
  }

  /**
   * Whether it shows nothing: also the NUL characters of a file that was cut while it is written.
   */
  private static boolean isNothing(char c) {
    return c == 0 || c == BYTE_ORDER_MARK;
  }

  private static Written findIn(String line) {
    Written found = findBehindPrefix(line);
    int bar = found == null ? nameWithBar(line) : 0;
    return bar > 0 ? findBehindPrefix(line.substring(bar)) : found;
  }

  private static Written findBehindPrefix(String line) {
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

  private static boolean isPrefixOfJson(String line, int brace) {
    int name = brace + 1;
    while (name < line.length() && Character.isWhitespace(line.charAt(name))) {
      name++;
    }
    if (brace > LONGEST_PREFIX || !line.startsWith("\"", name)) {
      return false;
    }
    String prefix = line.substring(0, brace).strip();
    return prefix.isEmpty() || prefix.equals("@cee:");
  }

  /**
   * Where the line of a container begins behind its name and a bar, as Compose writes it; else 0.
   */
  private static int nameWithBar(String line) {
    int bar = line.indexOf('|');
    if (bar <= 0 || bar > LONGEST_PREFIX || !line.startsWith(" ", bar + 1)) {
      return 0;
    }
    String name = line.substring(0, bar).strip();
    boolean isName = !name.isEmpty() && name.chars().allMatch(LineTimes::isOfName);
    return isName ? bar + 2 : 0;
  }

  private static boolean isOfName(int c) {
    return Character.isLetterOrDigit(c) || c == '-' || c == '_' || c == '.';
  }
}
