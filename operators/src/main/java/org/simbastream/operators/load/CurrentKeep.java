package org.simbastream.operators.load;

import java.util.function.LongSupplier;
import org.apache.flink.api.common.operators.ProcessingTimeService;
import org.simbastream.annotation.Internal;
import org.simbastream.operators.settings.AdaptiveKeep;

/**
 * The share of tokens kept at the last layer that is in force on a task. Adapts it to the load at
 * regular intervals of processing time; it is not part of the state, and begins as configured.
 *
 * <p>A task is busy while it is neither idle nor back-pressured, as in Flink's {@code
 * busyTimeMsPerSecond}. A task that falls behind always has input, so it is busy throughout,
 * whatever the times of its records and wherever the backlog is; a job that waits for its sinks or
 * its source would gain nothing from keeping fewer tokens.
 *
 * <p>Used by the task's thread only, except for {@link #last}.
 */
@Internal
public final class CurrentKeep {

  private final AdaptiveKeep settings;
  private final KeepController controller;
  private final ProcessingTimeService clock;
  private final LongSupplier notBusyMs;
  private volatile double last; // read by metric reporters too
  private long observedAt;
  private long notBusyThen;

  /**
   * The configured share.
   *
   * @param configured the share in force as long as the job keeps up
   * @param settings whether and how it follows the load
   * @param clock gives the processing time and sets its timers
   * @param notBusyMs how long the task was idle or back-pressured since it began, in milliseconds
   */
  public CurrentKeep(
      double configured,
      AdaptiveKeep settings,
      ProcessingTimeService clock,
      LongSupplier notBusyMs) {
    this.settings = settings;
    this.controller =
        new KeepController(configured, settings.enabled() ? settings.floor() : configured);
    this.clock = clock;
    this.notBusyMs = notBusyMs;
    this.last = configured;
  }

  /** Starts to observe the load, if the settings ask for it. */
  public void start() {
    if (settings.enabled()) {
      observeFrom(clock.getCurrentProcessingTime());
    }
  }

  /** The share in force now. */
  public double last() {
    return last;
  }

  private void observeFrom(long now) {
    observedAt = now;
    notBusyThen = notBusyMs.getAsLong();
    clock.registerTimer(now + settings.interval().toMillis(), time -> observe());
  }

  /** Observes one interval. A bundle that took longer makes one long interval, and one step. */
  private void observe() {
    long now = clock.getCurrentProcessingTime();
    long elapsed = now - observedAt;
    if (elapsed > 0) { // the system clock was set back: skip this interval
      double notBusy = (double) (notBusyMs.getAsLong() - notBusyThen) / elapsed;
      controller.observe(Math.max(0, 1 - notBusy));
      last = controller.last();
    }
    observeFrom(now);
  }
}
