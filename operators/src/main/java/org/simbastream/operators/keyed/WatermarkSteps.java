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
 * Handles watermarks in steps: the windows of thousands of keys may end with one watermark, and the
 * work for them must not keep the task's thread from barriers, processing-time timers and input.
 * After each step, about the work of one bundle, the task handles these. A watermark is forwarded
 * when all its timers have fired, and then the watermarks or changes of status that arrived after
 * it.
 *
 * <p>Between two steps the state is consistent: a window either has its timer, or its summary was
 * emitted.
 */
final class WatermarkSteps {

  /** The greatest number of timers that fire in one step. */
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

  /** The actions around the timers of a step. */
  interface Step {

    /** Begins a step. */
    void begin();

    /** Whether the timers that fired in this step have caused enough work. */
    boolean isFull();

    /** Ends a step: completes the work that its timers began. */
    void end() throws Exception;

    /** Forwards a watermark whose timers have all fired. */
    void forward(Watermark mark);

    /** Forwards a change of status, after the watermarks before it. */
    void follow(WatermarkStatus status) throws Exception;
  }

  WatermarkSteps(InternalTimeServiceManager<?> timers, MailboxExecutor mailbox, Step step) {
    this.timers = timers;
    this.mailbox = mailbox;
    this.step = step;
  }

  /** The latest watermark received; some of its timers may not have fired yet. */
  long latest() {
    return latest;
  }

  /** Whether a watermark has timers that have not fired. */
  boolean isTaking() {
    return current != null;
  }

  /** Handles a watermark for one step. */
  void take(Watermark mark) throws Exception {
    latest = Math.max(latest, mark.getTimestamp());
    if (waiting.peekLast() instanceof Watermark) {
      waiting.removeLast(); // this one covers it
    }
    waiting.add(mark);
    goOnUnlessScheduled();
  }

  /** Handles a change of status, after the watermarks before it. */
  void take(WatermarkStatus status) throws Exception {
    waiting.add(status);
    goOnUnlessScheduled();
  }

  /** Handles everything received, and a last watermark, without a pause. */
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
   * Continues after the task's pending work. The mail is deferrable; otherwise a downstream
   * operator that waits for its own mail would run the next step in the middle of this operator's
   * output.
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
