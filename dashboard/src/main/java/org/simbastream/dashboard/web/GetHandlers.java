package org.simbastream.dashboard.web;

import io.javalin.http.Context;
import java.util.List;
import java.util.stream.Collectors;
import org.simbastream.dashboard.highway.HighwayService;
import org.simbastream.dashboard.live.LiveState;
import org.simbastream.dashboard.live.ScoredLine;
import org.simbastream.dashboard.live.WindowView;
import org.simbastream.job.options.JobVersion;

/** Answers GET requests, which change nothing. */
final class GetHandlers {

  private static final int MAX_HITS = 200;
  private static final int MAX_QUERY = 200;

  private final LiveState live;
  private final OriginCheck guard;
  private final boolean allowReplay;

  GetHandlers(LiveState live, OriginCheck guard, boolean allowReplay) {
    this.live = live;
    this.guard = guard;
    this.allowReplay = allowReplay;
  }

  /** The settings that the page's scripts need. */
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
            HighwayService.MAX_CHARACTERS,
            HighwayService.MAX_TOKENS,
            live.bounds().streams(),
            live.bounds().windows(),
            live.bounds().lines(),
            EventStream.ROWS_A_SECOND,
            EventStream.LINES_A_SECOND));
  }

  void stream(Context context) {
    Json.answer(context, live.view(key(context)).orElseThrow(GetHandlers::notRemembered));
  }

  void window(Context context) {
    Json.answer(context, windowOf(context));
  }

  void windowText(Context context) {
    WindowView window = windowOf(context);
    List<ScoredLine> lines =
        live.lines(window.key(), window.window().start(), window.window().end());
    String text = lines.stream().map(ScoredLine::text).collect(Collectors.joining("\n"));
    int end = Math.min(text.length(), HighwayService.MAX_CHARACTERS);
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
        live.search(key(context), wanted.strip(), MAX_HITS)
            .orElseThrow(GetHandlers::notRemembered));
  }

  void letters(Context context) {
    Json.answer(context, live.letters());
  }

  private WindowView windowOf(Context context) {
    try {
      long start = Long.parseLong(String.valueOf(context.queryParam("start")));
      return live.window(key(context), start).orElseThrow(GetHandlers::notRemembered);
    } catch (NumberFormatException e) {
      throw new RefusedException(400, "start must be the window's first millisecond");
    }
  }

  private static String key(Context context) {
    String key = context.queryParam("key");
    if (key == null || key.isEmpty()) {
      throw new RefusedException(400, "key must name a stream");
    }
    return key;
  }

  static RefusedException notRemembered() {
    return new RefusedException(
        404, "the page does not hold this window: it is too old, or not" + " read yet");
  }
}
