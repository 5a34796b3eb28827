package org.simbastream.operators.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import org.apache.flink.api.common.operators.ProcessingTimeService;
import org.apache.flink.runtime.metrics.TimerGauge;
import org.apache.flink.runtime.metrics.groups.TaskIOMetricGroup;
import org.apache.flink.runtime.metrics.groups.UnregisteredMetricGroups;
import org.apache.flink.streaming.runtime.tasks.TestProcessingTimeService;
import org.apache.flink.util.clock.ManualClock;
import org.junit.jupiter.api.Test;
import org.simbastream.operators.settings.AdaptiveKeep;

/** The share in force follows how much of its time a task was neither idle nor back-pressured. */
class CurrentKeepTest {

  private static final AdaptiveKeep ADAPTIVE = new AdaptiveKeep(true, 0.1, Duration.ofMillis(100));

  private final ManualClock taskClock = new ManualClock(Duration.ofDays(1).toNanos());
  private final TaskIOMetricGroup task =
      new TaskIOMetricGroup(
          UnregisteredMetricGroups.createUnregisteredTaskMetricGroup(), taskClock);
  private final TestProcessingTimeService clock = new TestProcessingTimeService();

  @Test
  void aStepIsTakenAtTheIntervalsEndAndNotBefore() throws Exception {
    CurrentKeep keep = started(ADAPTIVE);
    busy(99);
    assertThat(keep.last()).isEqualTo(0.9);
    busy(1);
    assertThat(keep.last()).isCloseTo(0.8, within(1e-12));
    busy(100);
    assertThat(keep.last()).isCloseTo(0.7, within(1e-12));
  }

  @Test
  void anIntervalOverrunByABundleIsOneStep() throws Exception {
    CurrentKeep keep = started(ADAPTIVE);
    busy(1_000);
    assertThat(keep.last()).isCloseTo(0.8, within(1e-12));
  }

  @Test
  void idlenessAndBackPressureAreNotBusyTime() throws Exception {
    List<TimerGauge> pauses =
        List.of(
            task.getIdleTimeMsPerSecond(),
            task.getSoftBackPressuredTimePerSecond(),
            task.getHardBackPressuredTimePerSecond());
    CurrentKeep keep = started(ADAPTIVE);
    for (int interval = 0; interval < 20; interval++) {
      for (TimerGauge pause : pauses) {
        paused(pause, 2);
      }
      busy(94); // of 100 ms
      assertThat(keep.last()).isEqualTo(0.9);
    }
    paused(pauses.get(0), 4);
    busy(96);
    assertThat(keep.last()).isLessThan(0.9);
  }

  @Test
  void aTaskWithNothingToDoReturnsToTheConfiguredShare() throws Exception {
    CurrentKeep keep = started(ADAPTIVE);
    for (int interval = 0; interval < 8; interval++) {
      busy(100);
    }
    assertThat(keep.last()).isEqualTo(0.1);
    for (int interval = 0; interval < 24; interval++) {
      paused(task.getIdleTimeMsPerSecond(), 100);
    }
    assertThat(keep.last()).isEqualTo(0.9);
  }

  @Test
  void nothingIsLookedAtUnlessItIsEnabled() throws Exception {
    CurrentKeep keep = started(AdaptiveKeep.OFF);
    assertThat(clock.getNumActiveTimers()).isZero();
    busy(100_000);
    assertThat(keep.last()).isEqualTo(0.9);
  }

  @Test
  void aClockThatIsSetBackTellsNothing() throws Exception {
    SetBackClock changed = new SetBackClock();
    CurrentKeep keep = new CurrentKeep(0.9, ADAPTIVE, changed, () -> 0);
    keep.start();
    changed.fireAt(-5_000);
    assertThat(keep.last()).isEqualTo(0.9);
    changed.fireAt(-4_900);
    assertThat(keep.last()).isCloseTo(0.8, within(1e-12));
  }

  private CurrentKeep started(AdaptiveKeep settings) throws Exception {
    clock.setCurrentTime(0);
    CurrentKeep keep = new CurrentKeep(0.9, settings, clock, new TaskPauses(task));
    keep.start();
    return keep;
  }

  private void busy(long milliseconds) throws Exception {
    taskClock.advanceTime(Duration.ofMillis(milliseconds));
    clock.advance(milliseconds);
  }

  /** The mailbox ends the pause before it runs a timer. */
  private void paused(TimerGauge pause, long milliseconds) throws Exception {
    pause.markStart();
    taskClock.advanceTime(Duration.ofMillis(milliseconds));
    pause.markEnd();
    clock.advance(milliseconds);
  }

  /** Fires after a delay, as Flink's does, whatever the clock shows by then. */
  private static final class SetBackClock implements ProcessingTimeService {

    private long now;
    private ProcessingTimeCallback due;

    void fireAt(long time) throws Exception {
      now = time;
      due.onProcessingTime(time);
    }

    @Override
    public long getCurrentProcessingTime() {
      return now;
    }

    @Override
    public ScheduledFuture<?> registerTimer(long timestamp, ProcessingTimeCallback target) {
      due = target;
      return null;
    }
  }
}
