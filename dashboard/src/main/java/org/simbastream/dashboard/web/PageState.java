package org.simbastream.dashboard.web;

import org.simbastream.dashboard.board.TotalsView;
import org.simbastream.dashboard.feed.Checkpoints;
import org.simbastream.dashboard.feed.KafkaStatus;
import org.simbastream.dashboard.letters.ReplayStatus;

/**
 * What every visitor is told every second.
 *
 * @param now the server's time, in milliseconds since the epoch
 * @param started when the page started
 * @param kafka what the brokers say
 * @param totals sums over all streams
 * @param lastResult when a result was committed last, as seen from here; 0: not since the start
 * @param checkpoints what Flink says; null if it is not asked
 * @param replay the replay under way, or the last one
 */
record PageState(
    long now,
    long started,
    KafkaStatus kafka,
    TotalsView totals,
    long lastResult,
    Checkpoints checkpoints,
    ReplayStatus replay) {

  static PageState of(Pages pages) {
    return new PageState(
        pages.clock().millis(),
        pages.started(),
        pages.feed().kafka(),
        pages.board().totals(),
        pages.feed().lastResult(),
        pages.feed().checkpoints().orElse(null),
        pages.letters().status());
  }
}
