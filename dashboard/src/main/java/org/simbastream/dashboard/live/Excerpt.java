package org.simbastream.dashboard.live;

import java.util.List;
import org.simbastream.text.Message;

/**
 * A line as a list shows it beside its time and level: from where its message begins, or from the
 * first place before it that deviates.
 *
 * @param text the part that is shown, cut
 * @param why the reasons for the score, by their places in this part
 */
record Excerpt(String text, List<Reason> why) {

  private static final int LENGTH = 400;

  static Excerpt of(String text, List<Reason> why) {
    int message = Message.of(text).from();
    int from = message < text.length() ? message : 0;
    for (Reason reason : why) {
      from = reason.from() < 0 ? from : Math.min(from, reason.from());
    }
    int begin = from;
    String part = text.substring(begin);
    List<Reason> places = why.stream().map(reason -> reason.movedBy(-begin)).toList();
    return new Excerpt(
        shortened(part, LENGTH), Reason.within(places, Math.min(LENGTH, part.length())));
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
