package org.simbastream.dashboard.web;

import io.javalin.http.sse.SseClient;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.simbastream.dashboard.live.LiveState;
import org.simbastream.dashboard.live.Tail;

/**
 * Sends changes to visitors once a second; a sample if there are more than a browser should get.
 * Each visitor has a separate thread, so that a slow one does not delay others.
 */
final class EventStream {

  /** The greatest number of visitors at a time. */
  static final int MAX_VISITORS = 16;

  /** Rows of the list sent to a visitor in a second. */
  static final int ROWS_A_SECOND = 100;

  /** Lines of an opened stream sent to a visitor in a second. */
  static final int LINES_A_SECOND = 20;

  private static final int LINES_AT_FIRST = 50;
  private static final long EVERY_MS = 1_000;

  private final Pages pages;
  private final LiveState live;
  private final Semaphore places = new Semaphore(MAX_VISITORS);
  private final CountDownLatch closed = new CountDownLatch(1);

  EventStream(Pages pages) {
    this.pages = pages;
    this.live = pages.live();
  }

  /** Serves one visitor until either side ends. */
  void serve(SseClient visitor) {
    if (!places.tryAcquire()) {
      visitor.sendEvent("full", "{}");
      return;
    }
    try {
      String opened = visitor.ctx().queryParam("stream");
      RowChanges rows = new RowChanges(ROWS_A_SECOND);
      Follower follower = opened == null ? null : new Follower(opened);
      do {
        visitor.sendEvent("state", Json.write(PageState.of(pages)));
        RowChanges.Changes changes = rows.next(live.rows(), live.forgotten());
        if (!changes.isNothing()) {
          visitor.sendEvent("rows", Json.write(changes));
        }
        if (follower != null) {
          follower.send(visitor);
        }
      } while (!visitor.terminated() && !closed.await(EVERY_MS, TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      places.release();
    }
  }

  /** Ends all streams of events. */
  void close() {
    closed.countDown();
  }

  /** The stream that a visitor has opened. */
  private final class Follower {

    private final String key;
    private long version = -1;
    private long alerts;
    private long sequence;

    Follower(String key) {
      this.key = key;
    }

    void send(SseClient visitor) {
      long toldAlerts = live.alerts().version();
      live.view(key)
          .filter(view -> view.row().version() != version || toldAlerts != alerts)
          .ifPresent(
              view -> {
                version = view.row().version();
                alerts = toldAlerts;
                visitor.sendEvent("stream", Json.write(view));
              });
      live.tail(key, sequence, sequence == 0 ? LINES_AT_FIRST : LINES_A_SECOND)
          .filter(tail -> tail.fresh() > 0)
          .ifPresent(tail -> send(visitor, tail));
    }

    private void send(SseClient visitor, Tail tail) {
      sequence = tail.sequence();
      visitor.sendEvent("tail", Json.write(tail));
    }
  }
}
