package org.simbastream.dashboard.letters;

import java.util.Optional;
import java.util.Set;
import org.simbastream.job.replay.LetterFilter;
import org.simbastream.job.replay.ReplaySettings;
import org.simbastream.operators.record.RejectionReason;

/**
 * What a visitor wants replayed.
 *
 * @param reason only letters with this reason; null: any
 * @param limit at most so many, at least 1
 * @param dryRun whether only to tell what would be sent
 */
public record ReplayRequest(RejectionReason reason, long limit, boolean dryRun) {

  /** Checks the limit. */
  public ReplayRequest {
    if (limit < 1) {
      throw new IllegalArgumentException("the limit is " + limit + ": give at least 1");
    }
  }

  ReplaySettings settings() {
    Set<RejectionReason> reasons = reason == null ? Set.of() : Set.of(reason);
    LetterFilter filter = new LetterFilter(reasons, Set.of(), null, Integer.MAX_VALUE);
    return new ReplaySettings(filter, Optional.empty(), limit, dryRun);
  }
}
