package org.simbastream.records;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.simbastream.annotation.Internal;

/**
 * A key's open chunk, its records apart.
 *
 * @param windows the windows its records count in, by start, in the order of their first records;
 *     at least one
 * @param tokens tokens pending
 * @param maxWaitTimer processing time at which it closes anyway; {@link #NO_TIMER} for never
 */
@Internal
public record OpenChunk(List<Long> windows, int tokens, long maxWaitTimer) {

  /** No timer is set. */
  public static final long NO_TIMER = Long.MAX_VALUE;

  /** A chunk whose records count in one window. */
  public OpenChunk(long windowStart, int tokens, long maxWaitTimer) {
    this(List.of(windowStart), tokens, maxWaitTimer);
  }

  /** Whether any of its records count in that window. */
  public boolean holds(long window) {
    return windows.contains(window);
  }

  /** The window that its first record counts in. */
  public long firstWindow() {
    return windows.get(0);
  }

  /** The earliest of its windows, which is the first to end. */
  public long earliestWindow() {
    return Collections.min(windows);
  }

  /** The latest of its windows. */
  public long latestWindow() {
    return Collections.max(windows);
  }

  /** The same chunk with one more record. */
  public OpenChunk plus(long window, int moreTokens) {
    List<Long> all = windows;
    if (!holds(window)) {
      all = new ArrayList<>(windows);
      all.add(window);
    }
    return new OpenChunk(List.copyOf(all), tokens + moreTokens, maxWaitTimer);
  }

  /** The same chunk with {@code otherTokens} tokens. */
  public OpenChunk withTokens(int otherTokens) {
    return new OpenChunk(windows, otherTokens, maxWaitTimer);
  }
}
