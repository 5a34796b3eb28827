package org.simbastream.dashboard.web;

import io.javalin.http.Context;
import java.util.List;
import java.util.stream.Collectors;
import org.simbastream.dashboard.board.Board;
import org.simbastream.dashboard.board.Line;
import org.simbastream.dashboard.board.WindowView;
import org.simbastream.dashboard.highway.HighwayDesk;
import org.simbastream.job.JobVersion;

/** Answers to questions; none of them changes anything. */
final class Answers {

  private static final int MAX_HITS = 200;
  private static final int MAX_QUERY = 200;

  private final Board board;
  private final Guard guard;
  private final boolean allowReplay;

  Answers(Board board, Guard guard, boolean allowReplay) {
    this.board = board;
    this.guard = guard;
    this.allowReplay = allowReplay;
  }

  /** What the page's scripts have to know. */
  record Settings(
      String version,
      String token,
      boolean allowReplay,
      int maxCharacters,
      int maxTokens,
      int maxStreams,
      int maxWindows,
      int maxLines,
      int rowsASecond,
      int linesASecond) {}

  /** The text of a window, as far as it is kept. */
  record WindowText(String text, int lines, long records) {}

  void settings(Context context) {
    Json.answer(
        context,
        new Settings(
            JobVersion.VERSION,
            guard.token(),
            allowReplay,
            HighwayDesk.MAX_CHARACTERS,
            HighwayDesk.MAX_TOKENS,
            board.bounds().streams(),
            board.bounds().windows(),
            board.bounds().lines(),
            EventStream.ROWS_A_SECOND,
            EventStream.LINES_A_SECOND));
  }

  void stream(Context context) {
    Json.answer(context, board.view(key(context)).orElseThrow(Answers::notRemembered));
  }

  void window(Context context) {
    Json.answer(context, windowOf(context));
  }

  void windowText(Context context) {
    WindowView window = windowOf(context);
    List<Line> lines = board.lines(window.key(), window.window().start(), window.window().end());
    String text = lines.stream().map(Line::text).collect(Collectors.joining("\n"));
    int end = Math.min(text.length(), HighwayDesk.MAX_CHARACTERS);
    Json.answer(
        context, new WindowText(text.substring(0, end), lines.size(), window.window().records()));
  }

  void search(Context context) {
    String wanted = context.queryParam("q");
    if (wanted == null || wanted.isBlank() || wanted.length() > MAX_QUERY) {
      throw new RefusedException(400, "give 1 to " + MAX_QUERY + " characters to search for");
    }
    Json.answer(
        context,
        board.search(key(context), wanted.strip(), MAX_HITS).orElseThrow(Answers::notRemembered));
  }

  void letters(Context context) {
    Json.answer(context, board.letters());
  }

  private WindowView windowOf(Context context) {
    try {
      long start = Long.parseLong(String.valueOf(context.queryParam("start")));
      return board.window(key(context), start).orElseThrow(Answers::notRemembered);
    } catch (NumberFormatException e) {
      throw new RefusedException(400, "start is to be the window's first millisecond");
    }
  }

  private static String key(Context context) {
    String key = context.queryParam("key");
    if (key == null || key.isEmpty()) {
      throw new RefusedException(400, "key is to be a stream");
    }
    return key;
  }

  static RefusedException notRemembered() {
    return new RefusedException(404, "the page does not remember it, or has not read it yet");
  }
}
