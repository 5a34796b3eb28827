package org.simbastream.dashboard.web;

import io.javalin.http.Context;
import java.util.List;
import java.util.stream.Collectors;
import org.simbastream.dashboard.highway.HighwayService;
import org.simbastream.dashboard.live.LiveState;
import org.simbastream.dashboard.live.PatternsView;
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
  private final boolean patternsEnabled;

  GetHandlers(Pages pages, OriginCheck guard) {
    this.live = pages.live();
    this.guard = guard;
    this.allowReplay = pages.allowReplay();
    this.patternsEnabled = pages.patternsEnabled();
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

  /** The patterns of a stream, and whether the job writes patterns as far as the page knows. */
  record Patterns(boolean written, PatternsView view) {}

  void now(Context context) {
    Json.answer(context, live.now(number(context, "range")));
  }

  void alerts(Context context) {
    Json.answer(context, live.alertsView());
  }

  void patterns(Context context) {
    PatternsView view = live.patterns(key(context)).orElseThrow(GetHandlers::notRemembered);
    Json.answer(context, new Patterns(patternsEnabled || !view.patterns().isEmpty(), view));
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
    return live.window(key(context), number(context, "start"))
        .orElseThrow(GetHandlers::notRemembered);
  }

  /** A parameter that is a time or a duration, in milliseconds. */
  private static long number(Context context, String name) {
    try {
      long number = Long.parseLong(String.valueOf(context.queryParam(name)));
      if (number < 0) {
        throw new RefusedException(400, name + " must be 0 or more milliseconds");
      }
      return number;
    } catch (NumberFormatException e) {
      throw new RefusedException(400, name + " must be a number of milliseconds");
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
