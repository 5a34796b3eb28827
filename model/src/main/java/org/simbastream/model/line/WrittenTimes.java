package org.simbastream.model.line;

import java.util.BitSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.simbastream.annotation.Internal;

/**
 * Finds the characters of a text that write a date, a time of day behind a date or near the
 * beginning of the line, or seconds or fractions of them since the epoch. A clock moves on: when
 * its minute changes, nothing deviates. How far it moved on is the pause between two records.
 */
@Internal
public final class WrittenTimes {

  /** The number of characters before a time of day that stands without a date. */
  private static final int HEAD = 32;

  private static final String MONTH =
      "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}";

  private static final String DATE =
      "(?<![\\d.])(?:"
          + "\\d{4}([-/.])\\d{1,2}\\1\\d{1,2}" // 2026-11-28
          + "|\\d{1,2}([-/])\\d{1,2}\\2\\d{2}(?:\\d{2})?" // 28/11/2026
          + "|\\d{1,2}\\.\\d{1,2}\\.\\d{4}" // 28.11.2026
          + ("|\\d{1,2}[-/. ]" + MONTH + "(?:[-/. ]\\d{4})?") // 28/Nov/2026
          + ("|\\b" + MONTH + " {1,2}\\d{1,2}(?:,? \\d{4})?") // Nov 28
          + "|\\d{1,2}[-/]\\d{1,2}(?= \\d{1,2}:\\d{2})" // 11-28 before a time of day
          + "|(?<=\\b[IWEF])\\d{4}(?= \\d{2}:\\d{2})" // 1128, as glog writes it
          + "|20\\d{2}[01]\\d[0-3]\\d" // 20261128
          + "|^\\d{6} \\d{6}(?= )" // 261128 100300
          + ")(?!\\d)";

  private static final String ZONE = "(?: ?(?:Z\\b|[+-]\\d{2}:?\\d{2}(?!\\d)))?";

  private static final String CLOCK_BEHIND_DATE =
      "(?:[T :-]|, )\\d{1,2}[:.]\\d{2}(?:[:.]\\d{2}(?:[.,:]\\d{1,9})?)?(?!\\d)" + ZONE;

  private static final String CLOCK =
      "(?<!\\d)\\d{1,2}:\\d{2}(?::\\d{2}(?:[.,]\\d{1,9})?)?(?!\\d)" + ZONE;

  private static final String EPOCH =
      "(?<![\\d.])1\\d{9}(?:\\d{3}|\\d{6}|\\d{9})?(?:\\.\\d{1,9})?(?!\\d)";

  private static final Pattern TIMES =
      Pattern.compile(
          DATE + "(?:" + CLOCK_BEHIND_DATE + ")?" + "|(?<clock>" + CLOCK + ")|" + EPOCH);

  private WrittenTimes() {}

  /** The positions in the text of the characters that belong to a time. */
  public static BitSet in(String text) {
    BitSet times = new BitSet();
    Matcher found = TIMES.matcher(text);
    while (found.find()) {
      if (found.start("clock") < HEAD) { // -1 for what is no time of day alone
        times.set(found.start(), found.end());
      }
    }
    return times;
  }
}
