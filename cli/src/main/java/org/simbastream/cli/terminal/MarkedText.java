package org.simbastream.cli.terminal;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A record's text on one line for a terminal, with what deviates in bold: the places that its
 * {@code why} names.
 */
public final class MarkedText {

  private static final String BOLD = "\u001b[1m";
  private static final String PLAIN = "\u001b[0m";
  private static final char ELLIPSIS = '…';

  private MarkedText() {}

  /** Whether the standard output is a terminal that shows marks. */
  public static boolean isSeen() {
    String terminal =
        System.getProperty("simba.terminal.out"); // set by the launcher, as it can tell
    boolean seen = terminal == null ? System.console() != null : Boolean.parseBoolean(terminal);
    return seen && System.getenv("NO_COLOR") == null;
  }

  /**
   * The text of a scored record or a highlight, as it stands in the results.
   *
   * @param width the greatest number of characters; a longer text ends with an ellipsis
   * @param marks whether what deviates is marked
   */
  public static String of(JsonNode record, int width, boolean marks) {
    String text = record.path("text").asText().replaceAll("\\p{Cntrl}", " ");
    int end = end(text, width);
    StringBuilder marked = new StringBuilder();
    int at = 0;
    for (int[] place : marks ? places(record.path("why")) : List.<int[]>of()) {
      if (place[0] >= at && place[1] <= end) {
        marked.append(text, at, place[0]).append(BOLD);
        marked.append(text, place[0], place[1]).append(PLAIN);
        at = place[1];
      }
    }
    marked.append(text, at, end);
    return end < text.length() ? marked.append(ELLIPSIS).toString() : marked.toString();
  }

  /** A text on one line, of at most that many characters; a longer one ends with an ellipsis. */
  public static String cut(String text, int width) {
    String line = text.replaceAll("\\p{Cntrl}", " ");
    int end = end(line, width);
    return end < line.length() ? line.substring(0, end) + ELLIPSIS : line;
  }

  private static int end(String line, int width) {
    int end = Math.min(line.length(), width);
    return end > 0 && end < line.length() && Character.isHighSurrogate(line.charAt(end - 1))
        ? end - 1
        : end;
  }

  /** The places that deviate, each (from, to), by where they begin. */
  private static List<int[]> places(JsonNode why) {
    List<int[]> places = new ArrayList<>();
    for (JsonNode reason : why) {
      int from = reason.path("from").asInt(0);
      int to = reason.path("to").asInt(0);
      if (from >= 0 && from < to) {
        places.add(new int[] {from, to});
      }
    }
    places.sort(Comparator.comparingInt((int[] place) -> place[0]).thenComparingInt(p -> p[1]));
    return places;
  }
}
