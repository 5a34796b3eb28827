package org.simbastream.operators.load;

import java.util.function.LongSupplier;
import org.apache.flink.api.common.operators.ProcessingTimeService;

/**
 * The share kept at the last layer that is in force on a task. Looks at regular intervals of
 * processing time how busy the task was; it is not state, and begins as configured.
 *
 * <p>Busy is what the task was neither idle nor back-pressured, as in Flink's {@code
 * busyTimeMsPerSecond}. A task that falls behind finds input whenever it looks for some, so it is
 * busy throughout, however its records are timed and wherever the backlog lies; and a job that
 * waits for something else, its sinks or its source, has nothing to gain from keeping less.
 *
 * <p>Belongs to the task's thread, but for {@link #last}.
 */
public final class KeepInForce {

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
   * @param configured the share to be in force as long as nothing is behind
   * @param settings whether and how it follows the load
   * @param clock tells the time and when to look
   * @param notBusyMs how long the task was idle or back-pressured since it began, in milliseconds
   */
  public KeepInForce(
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

  /** Begins to look, if the share is to follow the load. */
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

  /** A bundle that took longer makes for one long interval, and for one step. */
  private void observe() {
    long now = clock.getCurrentProcessingTime();
    long elapsed = now - observedAt;
    if (elapsed > 0) { // a clock that was set back tells nothing
      double notBusy = (double) (notBusyMs.getAsLong() - notBusyThen) / elapsed;
      controller.observe(Math.max(0, 1 - notBusy));
      last = controller.last();
    }
    observeFrom(now);
  }
}
