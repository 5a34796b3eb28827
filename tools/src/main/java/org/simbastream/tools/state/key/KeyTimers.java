package org.simbastream.tools.state.key;

import java.util.List;

/**
 * A key's timers.
 *
 * @param windows event time: when each open window ends
 * @param maxWait processing time: when the open chunk closes anyway
 * @param idle event time: when the key may have been silent for too long
 */
public record KeyTimers(List<WindowTimer> windows, List<Long> maxWait, List<Long> idle) {

  /** No timer. */
  public static final KeyTimers NONE = new KeyTimers(List.of(), List.of(), List.of());

  /**
   * When a window ends.
   *
   * @param windowStart the window
   * @param time its last millisecond
   */
  public record WindowTimer(long windowStart, long time) {}

  /** Those that outlast chunk and windows. */
  KeyTimers idleOnly() {
    return new KeyTimers(List.of(), List.of(), idle);
  }
}
