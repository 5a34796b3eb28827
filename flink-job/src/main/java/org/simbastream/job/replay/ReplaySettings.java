package org.simbastream.job.replay;

import java.util.Optional;

/**
 * What {@code simba replay} is asked to do.
 *
 * @param filter which letters
 * @param to the topic to write to; empty: the one each record came from
 * @param limit letters replayed at most
 * @param dryRun whether to tell only what would be replayed
 * @param fromBeginning whether to forget what was replayed before
 */
public record ReplaySettings(
    LetterFilter filter, Optional<String> to, long limit, boolean dryRun, boolean fromBeginning) {

  /** Everything, to where it came from. */
  public static final ReplaySettings ALL =
      new ReplaySettings(LetterFilter.ALL, Optional.empty(), Long.MAX_VALUE, false);

  /** Settings that go on from what was replayed before. */
  public ReplaySettings(LetterFilter filter, Optional<String> to, long limit, boolean dryRun) {
    this(filter, to, limit, dryRun, false);
  }
}
