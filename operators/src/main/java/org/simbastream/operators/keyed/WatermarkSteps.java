package org.simbastream.operators.keyed;

import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.streaming.api.operators.InternalTimeServiceManager;
import org.apache.flink.streaming.api.operators.InternalTimeServiceManager.ShouldStopAdvancingFn;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamElement;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;

/**
 * Takes watermarks in steps: thousands of keys' windows may end with one, and their reading must
 * not keep the task's thread from barriers, the clock and its input for as long as that takes.
 * After each step, about a bundle's work, these get their turn. Only when all timers of a watermark
 * have fired does it go on, and what came behind it, a watermark or a change of status, follows.
 *
 * <p>Between two steps the state is whole: a window either has its timer, or was told about.
 */
final class WatermarkSteps {

  /** Timers that fire in one step at most. */
  private static final int MAX_TIMERS = 64;

  private static final ShouldStopAdvancingFn NEVER = () -> false;

  private final InternalTimeServiceManager<?> timers;
  private final MailboxExecutor mailbox;
  private final Step step;
  private final Deque<StreamElement> waiting = new ArrayDeque<>();
  private Watermark current; // null: no watermark has timers left
  private long latest = Long.MIN_VALUE;
  private boolean running;
  private boolean scheduled;

  /** What goes with the timers. */
  interface Step {

    /** Begins a step. */
    void begin();

    /** Whether the timers that fired in this step have caused enough work already. */
    boolean isFull();

    /** Ends a step: all that its timers began is completed. */
    void end() throws Exception;

    /** Sends a watermark on, all of whose timers have fired. */
    void forward(Watermark mark);

    /** Takes a change of status, the watermarks before it having gone on. */
    void follow(WatermarkStatus status) throws Exception;
  }

  WatermarkSteps(InternalTimeServiceManager<?> timers, MailboxExecutor mailbox, Step step) {
    this.timers = timers;
    this.mailbox = mailbox;
    this.step = step;
  }

  /** The latest watermark that came; some of its timers may not have fired yet. */
  long latest() {
    return latest;
  }

  /** Whether there is a watermark that has timers left. */
  boolean isTaking() {
    return current != null;
  }

  /** Takes a watermark as far as one step goes. */
  void take(Watermark mark) throws Exception {
    latest = Math.max(latest, mark.getTimestamp());
    if (waiting.peekLast() instanceof Watermark) {
      waiting.removeLast(); // this one says as much
    }
    waiting.add(mark);
    goOnUnlessScheduled();
  }

  /** Takes a change of status, after the watermarks that came before it. */
  void take(WatermarkStatus status) throws Exception {
    waiting.add(status);
    goOnUnlessScheduled();
  }

  /** Takes all that came, and a last watermark, to the end without a pause. */
  void complete(Watermark last) throws Exception {
    latest = last.getTimestamp();
    waiting.add(last);
    goOn(false);
  }

  private void goOnUnlessScheduled() throws Exception {
    if (!running && !scheduled) {
      goOn(true);
    }
  }

  private void goOn(boolean inSteps) throws Exception {
    running = true;
    try {
      while (current != null || !waiting.isEmpty()) {
        if (current == null) {
          if (waiting.peek() instanceof WatermarkStatus) {
            step.follow((WatermarkStatus) waiting.poll());
            continue;
          }
          current = (Watermark) waiting.poll();
        }
        step.begin();
        boolean done = timers.tryAdvanceWatermark(current, inSteps ? untilFull() : NEVER);
        step.end();
        if (!done) {
          schedule();
          return;
        }
        Watermark reached = current;
        current = null;
        step.forward(reached);
      }
    } finally {
      running = false;
    }
  }

  private ShouldStopAdvancingFn untilFull() {
    int[] fired = {0};
    return () -> ++fired[0] >= MAX_TIMERS || step.isFull();
  }

  /**
   * Goes on behind what the task has to do now. Deferrable, or an operator behind this one that
   * waits for its own mail would take the next step in the middle of this one's output.
   */
  private void schedule() {
    if (!scheduled) {
      scheduled = true;
      mailbox.execute(
          MailboxExecutor.MailOptions.deferrable(),
          () -> {
            scheduled = false;
            goOn(true);
          },
          "next windows that end");
    }
  }
}
