package org.simbastream.dashboard.deadletters;

import java.util.Optional;
import java.util.Set;
import org.simbastream.job.replay.DeadLetterFilter;
import org.simbastream.job.replay.ReplaySettings;
import org.simbastream.records.RejectionReason;

/**
 * A visitor's request for a replay.
 *
 * @param reason only letters with this reason; null: any
 * @param limit the greatest number of letters to replay, at least 1
 * @param dryRun whether only to show what would be sent
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
    DeadLetterFilter filter = new DeadLetterFilter(reasons, Set.of(), null, Integer.MAX_VALUE);
    return new ReplaySettings(filter, Optional.empty(), limit, dryRun);
  }
}
