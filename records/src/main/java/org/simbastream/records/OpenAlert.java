package org.simbastream.records;

import org.simbastream.annotation.Internal;

/**
 * An open alert in a stream's state.
 *
 * @param alert what is known of it, as it was told last
 * @param muted whether it was never told, because there were too many
 * @param untold whether it has changed since it was told
 * @param nextUpdate the event time from which a change is told
 * @param closes the event time at which it closes, unless it goes on; the greatest time: never
 */
@Internal
public record OpenAlert(Alert alert, boolean muted, boolean untold, long nextUpdate, long closes) {

  /** The event time at which something is to be done about it; the greatest time: never. */
  public long due() {
    return untold && !muted ? Math.min(nextUpdate, closes) : closes;
  }
}
