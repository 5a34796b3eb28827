package org.simbastream.savepoints.savepoint;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.simbastream.operators.keyed.TimerNames;
import org.simbastream.savepoints.key.KeyTimers;
import org.simbastream.savepoints.key.KeyTimers.WindowTimer;

/**
 * The timers of a part of the key groups, by key. Flink lists timers by time, all keys together, so
 * they are read once.
 */
final class TimerIndex {

  private final KeyGroups groups;
  private final InternalTimerService<Long> windows;
  private final InternalTimerService<VoidNamespace> maxWait;
  private final InternalTimerService<VoidNamespace> idle;
  private final Map<String, KeyTimers> byKey = new HashMap<>();

  TimerIndex(KeyGroups groups) throws IOException {
    this.groups = groups;
    windows = groups.timers(TimerNames.WINDOWS, LongSerializer.INSTANCE);
    maxWait = groups.timers(TimerNames.MAX_WAIT, VoidNamespaceSerializer.INSTANCE);
    idle = groups.timers(TimerNames.IDLE, VoidNamespaceSerializer.INSTANCE);
    try {
      windows.forEachEventTimeTimer(
          (start, time) -> current().windows().add(new WindowTimer(start, time)));
      maxWait.forEachProcessingTimeTimer((none, time) -> current().maxWait().add(time));
      idle.forEachEventTimeTimer((none, time) -> current().idle().add(time));
    } catch (Exception e) {
      throw new IOException("its timers can't be read: " + KeyGroups.rootMessage(e), e);
    }
    byKey.values().forEach(TimerIndex::sort);
  }

  /** A key's timers. */
  KeyTimers of(String key) {
    KeyTimers timers = byKey.getOrDefault(key, KeyTimers.NONE);
    return new KeyTimers(
        List.copyOf(timers.windows()), List.copyOf(timers.maxWait()), List.copyOf(timers.idle()));
  }

  /** Deletes a key's timers and sets others. */
  void replace(String key, KeyTimers others) {
    groups.keyed().setCurrentKey(key);
    KeyTimers old = of(key);
    old.windows().forEach(t -> windows.deleteEventTimeTimer(t.windowStart(), t.time()));
    old.maxWait().forEach(t -> maxWait.deleteProcessingTimeTimer(VoidNamespace.INSTANCE, t));
    old.idle().forEach(t -> idle.deleteEventTimeTimer(VoidNamespace.INSTANCE, t));
    others.windows().forEach(t -> windows.registerEventTimeTimer(t.windowStart(), t.time()));
    others.maxWait().forEach(t -> maxWait.registerProcessingTimeTimer(VoidNamespace.INSTANCE, t));
    others.idle().forEach(t -> idle.registerEventTimeTimer(VoidNamespace.INSTANCE, t));
    byKey.put(key, others);
  }

  /** Reading timers sets the current key to that of each timer. */
  private KeyTimers current() {
    return byKey.computeIfAbsent(
        groups.keyed().getCurrentKey(),
        key -> new KeyTimers(new ArrayList<>(), new ArrayList<>(), new ArrayList<>()));
  }

  private static void sort(KeyTimers timers) {
    timers
        .windows()
        .sort(
            Comparator.comparingLong(WindowTimer::windowStart)
                .thenComparingLong(WindowTimer::time)); // silences have one start
    timers.maxWait().sort(Comparator.naturalOrder());
    timers.idle().sort(Comparator.naturalOrder());
  }
}
