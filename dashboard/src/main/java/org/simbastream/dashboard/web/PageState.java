package org.simbastream.dashboard.web;

import org.simbastream.dashboard.deadletters.ReplayStatus;
import org.simbastream.dashboard.feed.Checkpoints;
import org.simbastream.dashboard.feed.KafkaStatus;
import org.simbastream.dashboard.live.LiveAlerts;
import org.simbastream.dashboard.live.TotalsView;

/**
 * The state that is sent to every visitor every second.
 *
 * @param now the server's time, in milliseconds since the epoch
 * @param started when the page started
 * @param kafka the state of the brokers
 * @param totals sums over all streams
 * @param lastResult when the page last received a newly committed result; 0: not since the start
 * @param checkpoints Flink's checkpoints; null if its REST interface is not configured
 * @param alerts what the page knows of alerts
 * @param replay the running replay, or the last one
 */
record PageState(
    long now,
    long started,
    KafkaStatus kafka,
    TotalsView totals,
    long lastResult,
    Checkpoints checkpoints,
    Alerts alerts,
    ReplayStatus replay) {

  /**
   * The state of alerts.
   *
   * @param written whether the job writes them, as far as the page knows
   * @param open how many are open
   * @param version grows with every change
   */
  record Alerts(boolean written, int open, long version) {}

  private static Alerts alerts(Pages pages) {
    LiveAlerts alerts = pages.live().alerts();
    long version = alerts.version();
    return new Alerts(pages.alertsEnabled() || version > 0, alerts.open(), version);
  }

  static PageState of(Pages pages) {
    return new PageState(
        pages.clock().millis(),
        pages.started(),
        pages.feed().kafka(),
        pages.live().totals(),
        pages.feed().lastResult(),
        pages.feed().checkpoints().orElse(null),
        alerts(pages),
        pages.letters().status());
  }
}
