package org.simbastream.job.replay;

import java.util.Optional;

/**
 * What {@code simba replay} is asked to do.
 *
 * @param filter which letters
 * @param to the topic to write to; empty: the one each record came from
 * @param limit letters replayed at most
 * @param dryRun whether to tell only what would be replayed
 */
public record ReplaySettings(LetterFilter filter, Optional<String> to, long limit, boolean dryRun) {

  /** Everything, to where it came from. */
  public static final ReplaySettings ALL =
      new ReplaySettings(LetterFilter.ALL, Optional.empty(), Long.MAX_VALUE, false);
}
