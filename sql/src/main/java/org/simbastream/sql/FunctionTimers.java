package org.simbastream.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.table.api.dataview.MapView;
import org.apache.flink.table.functions.ProcessTableFunction;
import org.simbastream.operators.keyed.KeyTimers;
import org.simbastream.operators.keyed.KeyedReader;

/**
 * The current key's event-time timers, with the purpose of each. Flink's named timers would carry
 * the purpose, but in Flink 2.2 they may fire before the function sees the watermark that fires
 * them.
 */
final class FunctionTimers implements KeyTimers {

  private static final String IDLE = "idle";
  private static final char TO = '/';

  private ProcessTableFunction.TimeContext<Long> time;
  private MapView<String, Long> timers;
  private final List<Overdue> overdue = new ArrayList<>();

  /** A window of the current key that no watermark will end any more. */
  private record Overdue(long start, long end) {}

  /** Sets the time context and state of the current call. */
  void bind(ProcessTableFunction.TimeContext<Long> time, MapView<String, Long> timers) {
    this.time = time;
    this.timers = timers;
  }

  @Override
  public long watermark() {
    Long watermark = time.currentWatermark();
    return watermark == null ? Long.MIN_VALUE : watermark;
  }

  @Override
  public void atWindowEnd(long windowStart, long at) {
    if (at <= watermark()) {
      overdue.add(new Overdue(windowStart, at + 1));
      return;
    }
    // a restart with other windows may leave several that begin together
    register(Long.toString(windowStart) + TO + at, at);
  }

  @Override
  public long clock() {
    return System.currentTimeMillis();
  }

  @Override
  public void atIdle(long at) {
    register(IDLE, at);
  }

  /** Passes a fired timer to the reader by its purpose: windows first, in their order. */
  void fire(String key, KeyedReader reader) throws Exception {
    long now = time.time();
    List<Long> windows = new ArrayList<>();
    boolean idle = false;
    for (String due : due(now)) {
      timers.remove(due);
      if (due.equals(IDLE)) {
        idle = true;
      } else {
        windows.add(Long.valueOf(due.substring(0, due.indexOf(TO))));
      }
    }
    windows.sort(null);
    for (long start : windows) {
      reader.windowEnded(key, start, now + 1);
    }
    if (idle) {
      reader.idle();
    }
  }

  /**
   * Ends the windows that began after the last watermark: Flink sends that watermark before the end
   * of the input if one part of the input has ended and the others are idle.
   */
  void fireOverdue(String key, KeyedReader reader) throws Exception {
    for (Overdue window : overdue) {
      reader.windowEnded(key, window.start(), window.end());
    }
    overdue.clear();
  }

  private List<String> due(long now) throws Exception {
    List<String> due = new ArrayList<>();
    for (Map.Entry<String, Long> timer : timers.entries()) {
      if (timer.getValue() == now) {
        due.add(timer.getKey());
      }
    }
    return due;
  }

  private void register(String what, long at) {
    if (at <= watermark()) {
      return; // after the end of the input Flink would never fire these
    }
    try {
      timers.put(what, at);
    } catch (Exception e) {
      throw new IllegalStateException("a key's timers can't be put", e);
    }
    time.registerOnTime(at);
  }
}
