package org.simbastream.job.replay;

import java.util.Optional;

/**
 * The settings of {@code simba replay}.
 *
 * @param filter which letters
 * @param to the topic to write to; empty: the one each record came from
 * @param limit the greatest number of letters to replay
 * @param dryRun whether only to print what would be replayed
 * @param fromBeginning whether to forget what was replayed before
 */
public record ReplaySettings(
    DeadLetterFilter filter,
    Optional<String> to,
    long limit,
    boolean dryRun,
    boolean fromBeginning) {

  /** Replays every letter to its original topic. */
  public static final ReplaySettings ALL =
      new ReplaySettings(DeadLetterFilter.ALL, Optional.empty(), Long.MAX_VALUE, false);

  /** Settings that go on from what was replayed before. */
  public ReplaySettings(DeadLetterFilter filter, Optional<String> to, long limit, boolean dryRun) {
    this(filter, to, limit, dryRun, false);
  }
}
