package org.simbastream.dashboard.web;

import io.javalin.http.Context;
import java.util.Arrays;
import org.simbastream.dashboard.deadletters.ReplayRequest;
import org.simbastream.dashboard.deadletters.ReplayService;
import org.simbastream.dashboard.feed.NotReadException;
import org.simbastream.dashboard.feed.WindowReader;
import org.simbastream.dashboard.highway.BusyException;
import org.simbastream.dashboard.highway.HighwayService;
import org.simbastream.dashboard.live.LiveState;
import org.simbastream.dashboard.live.Window;
import org.simbastream.job.options.InvalidConfigurationException;
import org.simbastream.model.checkpoint.CheckpointException;
import org.simbastream.records.RejectionReason;

/**
 * Handles POST requests: reading a text with the model, reading a window's lines from Kafka again,
 * and a replay if that is allowed.
 */
final class PostHandlers {

  private static final int MAX_CHUNK = 4_096;

  private final OriginCheck guard;
  private final LiveState live;
  private final WindowReader windows;
  private final HighwayService highways;
  private final ReplayService letters;
  private final boolean allowReplay;

  PostHandlers(OriginCheck guard, Pages pages) {
    this.guard = guard;
    this.live = pages.live();
    this.windows = pages.windows();
    this.highways = pages.highways();
    this.letters = pages.letters();
    this.allowReplay = pages.allowReplay();
  }

  /** A window whose lines are wanted. */
  record WindowQuestion(String key, long start) {}

  /** A text to read. */
  record HighwayQuestion(String text, double keep, int chunk) {}

  /** Letters to replay; a reason that is null or empty: any. */
  record ReplayQuestion(String reason, long limit, boolean dryRun) {}

  void highways(Context context) {
    guard.requireThisPage(context);
    HighwayQuestion question = Json.read(context, HighwayQuestion.class);
    if (question.text() == null
        || !(question.keep() > 0 && question.keep() <= 1)
        || question.chunk() < 1
        || question.chunk() > MAX_CHUNK) {
      throw new RefusedException(400, "give a text, a share above 0 up to 1, and a chunk above 0");
    }
    try {
      Json.answer(context, highways.read(question.text(), question.keep(), question.chunk()));
    } catch (BusyException e) {
      throw new RefusedException(429, e.getMessage());
    } catch (IllegalArgumentException | CheckpointException e) {
      throw new RefusedException(400, e.getMessage());
    }
  }

  void windowLines(Context context) throws InterruptedException {
    guard.requireThisPage(context);
    WindowQuestion question = Json.read(context, WindowQuestion.class);
    Window window =
        live.window(String.valueOf(question.key()), question.start())
            .orElseThrow(GetHandlers::notRemembered)
            .window();
    try {
      Json.answer(context, windows.read(question.key(), window));
    } catch (NotReadException e) {
      throw new RefusedException(404, e.getMessage());
    }
  }

  void replay(Context context) {
    guard.requireThisPage(context);
    if (!allowReplay) {
      throw new RefusedException(
          403, "replays are not allowed; start the page with" + " --allow-replay");
    }
    ReplayQuestion question = Json.read(context, ReplayQuestion.class);
    try {
      ReplayRequest request =
          new ReplayRequest(reason(question.reason()), question.limit(), question.dryRun());
      if (!letters.start(request)) {
        throw new RefusedException(409, "a replay is running; wait until it ends");
      }
      Json.answer(context, letters.status());
    } catch (IllegalArgumentException | InvalidConfigurationException e) {
      throw new RefusedException(400, e.getMessage());
    }
  }

  private static RejectionReason reason(String name) {
    if (name == null || name.isEmpty()) {
      return null;
    }
    return Arrays.stream(RejectionReason.values())
        .filter(reason -> reason.name().equals(name))
        .findAny()
        .orElseThrow(() -> new RefusedException(400, "there is no such reason"));
  }
}
