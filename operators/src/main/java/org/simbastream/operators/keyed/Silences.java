package org.simbastream.operators.keyed;

import org.simbastream.operators.settings.OperatorSettings;
import org.simbastream.records.Silence;
import org.simbastream.scoring.summary.Summarizer;
import org.simbastream.state.stream.Presence;

/**
 * Tells that a stream stopped, by a summary of the window without records at whose end its silence
 * becomes unusual. Which window that is follows from the key's windows alone. It is told by the
 * watermark that passes its end, or by the key's next summary if that comes first; each silence
 * once.
 */
final class Silences {

  /** In place of a window's start, in the timer of a silence: no window begins then. */
  static final long NO_WINDOW = Long.MAX_VALUE;

  /** The greatest time, and the longest silence, that are calculated with. */
  private static final long MOST = Long.MAX_VALUE / 4;

  private final OperatorSettings.Window window;
  private final WindowStore windows;
  private final Summarizer summarizer;

  Silences(OperatorSettings.Window window, WindowStore windows, Summarizer summarizer) {
    this.window = window;
    this.windows = windows;
    this.summarizer = summarizer;
  }

  /**
   * A window of the current key has ended: tells its silence if the watermark has already passed
   * the end of that too, and sets a timer otherwise. The end of the input is no silence.
   */
  void await(String key, Presence presence, WindowTimers timers, ReadResults results)
      throws Exception {
    long end = end(presence);
    long now = timers.watermark();
    if (end == Long.MAX_VALUE || now == Long.MAX_VALUE) {
      return;
    }
    if (end - 1 > now) {
      timers.atWindowEnd(NO_WINDOW, end - 1);
    } else if (!windows.anyBeginsBefore(end)) { // else that one's summary comes to this
      tell(key, presence, end, results);
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
    long start = end - presence.size();
    results.summary(summarizer.silence(key, start, end, windows.empty(), silence));
  }

  /** The end of the window in which a silence is told; the greatest time if it never is. */
  private long end(Presence presence) {
    boolean judged = window.silence() && presence.size() == window.size().toMillis();
    long silent = judged ? presence.windowsUntilTold() : 0;
    return silent == 0 || presence.until() > MOST || silent > MOST / presence.size()
        ? Long.MAX_VALUE
        : presence.until() + silent * presence.size();
  }
}
