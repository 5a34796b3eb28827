package org.simbastream.recordings.truth;

import java.util.Map;

/**
 * A stretch of a recording.
 *
 * @param from its first moment, UTC
 * @param to its last moment
 * @param lines what was logged in it, by file
 */
public record Phase(String from, String to, Map<String, LineRange> lines) {

  /** From one moment to another. */
  public static Phase between(LogPositions from, LogPositions to) {
    return new Phase(UtcTime.of(from.at()), UtcTime.of(to.at()), from.until(to));
  }
}
