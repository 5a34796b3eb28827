package org.simbastream.savepoints.key;

import java.util.List;

/**
 * A key's timers.
 *
 * @param windows event time: when each open window ends, and when silences would be told
 * @param maxWait processing time: when the open chunk closes anyway
 * @param idle event time: when the key expires if it has no more records
 */
public record KeyTimers(List<WindowTimer> windows, List<Long> maxWait, List<Long> idle) {

  /** No timer. */
  public static final KeyTimers NONE = new KeyTimers(List.of(), List.of(), List.of());

  /**
   * When a window ends.
   *
   * @param windowStart the window; the greatest time for a silence
   * @param time its last millisecond
   */
  public record WindowTimer(long windowStart, long time) {}

  /** The timers that remain without chunk and windows. */
  KeyTimers idleOnly() {
    return new KeyTimers(List.of(), List.of(), idle);
  }
}
