package org.simbastream.operators.keyed;

import org.simbastream.operators.record.Silence;
import org.simbastream.operators.settings.OperatorSettings;
import org.simbastream.operators.summary.Summarizer;
import org.simbastream.state.stream.Presence;

/**
 * Tells that a stream stopped, by a summary of the window without records at whose end its silence
 * becomes unusual. That window follows from the key's windows alone. Its timer is that of any
 * window's end. If the watermark passes that end together with later windows of the key, the next
 * summary of the key tells the silence first. Each silence is told once.
 */
final class Silences {

  private final OperatorSettings.Window window;
  private final WindowStore windows;
  private final Summarizer summarizer;

  Silences(OperatorSettings.Window window, WindowStore windows, Summarizer summarizer) {
    this.window = window;
    this.windows = windows;
    this.summarizer = summarizer;
  }

  /** Sets the timer of the window in which the current key's silence will be told. */
  void await(Presence presence, WindowTimers timers) {
    long end = end(presence);
    if (end != Long.MAX_VALUE) {
      timers.atWindowEnd(start(end), end - 1);
    }
  }

  /**
   * Tells the current key's silence if it became unusual by a time and was not told.
   *
   * @param until the time, in milliseconds since the epoch
   */
  void tell(String key, Presence presence, long until, ReadResults results) throws Exception {
    long end = end(presence);
    if (end == Long.MAX_VALUE || end > until || end <= windows.toldUntil()) {
      return;
    }
    windows.told(end);
    long silent = presence.windowsUntilTold();
    Silence silence = new Silence(presence.until(), silent, presence.score(silent));
    results.summary(summarizer.silence(key, start(end), end, windows.empty(), silence));
  }

  /** The end of the window in which a silence is told; the greatest time if it never is. */
  private long end(Presence presence) {
    long silent = window.silence() ? presence.windowsUntilTold() : 0;
    long end = presence.until() + silent * window.size().toMillis();
    return silent == 0 || end < presence.until() ? Long.MAX_VALUE : end;
  }

  private long start(long end) {
    return end - window.size().toMillis();
  }
}
