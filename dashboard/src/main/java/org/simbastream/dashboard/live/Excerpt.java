package org.simbastream.dashboard.live;

import java.util.List;
import org.simbastream.text.EventText;
import org.simbastream.text.Message;

/**
 * A record as a list shows it beside its time and level: its first line from where the message
 * begins, or from the first place before it that deviates.
 *
 * @param text the part that is shown, cut
 * @param why the reasons for the score, by their places in this part
 * @param cause the last of the exceptions that a record of many lines tells; empty if it tells none
 */
record Excerpt(String text, List<Reason> why, String cause) {

  private static final int LENGTH = 400;

  /**
   * The excerpt of a record.
   *
   * @param level its level, which is shown beside it; empty if none is
   */
  static Excerpt of(String text, String level, List<Reason> why) {
    int lineEnd = text.indexOf('\n');
    String line = lineEnd < 0 ? text : text.substring(0, lineEnd);
    int message = Message.of(line).from();
    int begin = message < line.length() ? message : 0;
    for (Reason reason : why) {
      boolean inLine = reason.from() >= 0 && reason.to() <= line.length();
      if (inLine && !line.substring(reason.from(), reason.to()).equalsIgnoreCase(level)) {
        begin = Math.min(begin, reason.from());
      }
    }
    String part = line.substring(begin);
    int from = begin;
    List<Reason> places =
        why.stream()
            .filter(reason -> reason.from() < 0 || reason.from() >= from)
            .map(reason -> reason.movedBy(-from))
            .toList();
    return new Excerpt(
        shortened(part, LENGTH),
        Reason.within(places, Math.min(LENGTH, part.length())),
        lineEnd < 0 ? "" : shortened(cause(text), LENGTH));
  }

  private static String cause(String text) {
    return EventText.of(text)
        .lines()
        .skip(1)
        .filter(line -> !line.isBlank())
        .reduce((first, last) -> last)
        .orElse("")
        .strip();
  }

  /** A text cut to so many characters, with an ellipsis if it is cut. */
  static String shortened(String text, int length) {
    if (text.length() <= length) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length;
    return text.substring(0, end) + "…";
  }
}
