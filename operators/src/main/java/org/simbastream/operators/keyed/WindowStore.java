package org.simbastream.operators.keyed;

import org.apache.flink.api.common.state.KeyedStateStore;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.simbastream.operators.serialization.WindowContentSerializer;
import org.simbastream.scoring.summary.WindowContent;
import org.simbastream.state.StateNames;

/**
 * Owns a key's open windows, {@link StateNames#WINDOWS}, by window start, and the end of the latest
 * window with an emitted summary, {@link StateNames#TOLD}. The latter is needed because watermarks
 * are not state: after a restore only it shows that a window is over.
 */
final class WindowStore {

  /** No window of the key has an emitted summary. */
  static final long NOTHING_TOLD = Long.MIN_VALUE;

  private final MapState<Long, WindowContent> windows;
  private final ValueState<Long> told;
  private final MapState<Long, Long> muted; // null if nobody teaches
  private final WindowContent empty;

  /**
   * @param empty a window before its first record
   * @param taught whether people mute records, so that these are counted
   */
  WindowStore(KeyedStateStore store, WindowContent empty, boolean taught) {
    this.empty = empty;
    this.muted =
        taught
            ? store.getMapState(
                new MapStateDescriptor<>(
                    StateNames.WINDOW_MUTED, LongSerializer.INSTANCE, LongSerializer.INSTANCE))
            : null;
    this.windows =
        store.getMapState(
            new MapStateDescriptor<>(
                StateNames.WINDOWS, LongSerializer.INSTANCE, WindowContentSerializer.INSTANCE));
    this.told =
        store.getState(new ValueStateDescriptor<>(StateNames.TOLD, LongSerializer.INSTANCE));
  }

  /**
   * The end of the current key's latest window with an emitted summary, or {@link #NOTHING_TOLD}.
   */
  long toldUntil() throws Exception {
    Long end = told.value();
    return end == null ? NOTHING_TOLD : end;
  }

  /** Records that the summary of a window of the current key, with that end, was emitted. */
  void told(long windowEnd) throws Exception {
    if (windowEnd > toldUntil()) {
      told.update(windowEnd);
    }
  }

  /** Deletes the end of the current key's latest window with an emitted summary. */
  void forgetTold() {
    told.clear();
  }

  /**
   * The current key's window, empty if it has not begun. If it began under a model with another
   * number of layers, its work is left out: it can't be added to this model's.
   */
  WindowContent get(long windowStart) throws Exception {
    WindowContent content = windows.get(windowStart);
    if (content == null) {
      return empty;
    }
    int layers = content.work().tokensByLayer().length;
    return layers == empty.work().tokensByLayer().length
        ? content
        : content.withWork(empty.work(), empty.keepLast());
  }

  /**
   * An open window of a key.
   *
   * @param window its start
   * @param isNew whether it was not open before
   */
  record Opened(long window, boolean isNew) {}

  /**
   * Opens a window of the current key, unless {@code atMost} windows are open already.
   *
   * @return the window, or the open one that begins last before it (else the first) if it may not
   *     be opened
   */
  Opened open(long windowStart, int atMost) throws Exception {
    if (windows.contains(windowStart)) {
      return new Opened(windowStart, false);
    }
    int open = 0;
    long before = Long.MIN_VALUE;
    long first = Long.MAX_VALUE;
    for (long other : windows.keys()) {
      open++;
      first = Math.min(first, other);
      if (other < windowStart) {
        before = Math.max(before, other);
      }
    }
    if (open >= atMost) {
      return new Opened(before == Long.MIN_VALUE ? first : before, false);
    }
    windows.put(windowStart, empty); // counted from its first record on, not its first chunk
    return new Opened(windowStart, true);
  }

  /** Whether any open window of the current key begins before a time. */
  boolean anyBeginsBefore(long time) throws Exception {
    for (long start : windows.keys()) {
      if (start < time) {
        return true;
      }
    }
    return false;
  }

  /** A window without records. */
  WindowContent empty() {
    return empty;
  }

  void put(long windowStart, WindowContent content) throws Exception {
    windows.put(windowStart, content);
  }

  /** Removes a window of the current key, and returns it. */
  WindowContent take(long windowStart) throws Exception {
    WindowContent content = get(windowStart);
    windows.remove(windowStart);
    return content;
  }

  /** Counts muted records of a window of the current key. */
  void addMuted(long windowStart, long number) throws Exception {
    if (number > 0) {
      Long before = muted.get(windowStart);
      muted.put(windowStart, before == null ? number : before + number);
    }
  }

  /** Forgets how many muted records a window of the current key has, and returns it. */
  long takeMuted(long windowStart) throws Exception {
    Long number = muted == null ? null : muted.get(windowStart);
    if (number == null) {
      return 0;
    }
    muted.remove(windowStart);
    return number;
  }
}
