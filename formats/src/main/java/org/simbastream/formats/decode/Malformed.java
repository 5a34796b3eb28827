package org.simbastream.formats.decode;

import org.simbastream.formats.RejectedException;
import org.simbastream.records.RejectionReason;

/** Makes the rejections of values that are not of the format they should be of. */
final class Malformed {

  private static final int MAX_QUOTED = 80;

  private Malformed() {}

  /**
   * A value that is not of its format.
   *
   * @param format the format, with its article
   * @param why a clause for a person; cut if it is long
   */
  static RejectedException value(String format, String why) {
    return new RejectedException(
        RejectionReason.MALFORMED_VALUE,
        "The value is not %s: %s.".formatted(format, shortened(why)));
  }

  static String shortened(String text) {
    return text.length() <= MAX_QUOTED ? text : text.substring(0, MAX_QUOTED) + "…";
  }
}
