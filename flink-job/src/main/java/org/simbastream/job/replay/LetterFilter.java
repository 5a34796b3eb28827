package org.simbastream.job.replay;

import java.time.Instant;
import java.util.Set;
import org.simbastream.operators.record.RejectionReason;

/**
 * Which dead letters are replayed; the others stay and can be replayed later.
 *
 * @param reasons those rejected for one of these; empty: for any
 * @param topics those of records in one of these topics; empty: in any
 * @param since those of records whose Kafka timestamp is not before; null: of any time
 * @param maxReplays those of records replayed at most so often before
 */
public record LetterFilter(
    Set<RejectionReason> reasons, Set<String> topics, Instant since, int maxReplays) {

  /** Every letter. */
  public static final LetterFilter ALL =
      new LetterFilter(Set.of(), Set.of(), null, Integer.MAX_VALUE);

  boolean accepts(StoredLetter letter) {
    return (reasons.isEmpty() || reasons.stream().anyMatch(r -> r.name().equals(letter.reason())))
        && (topics.isEmpty() || topics.contains(letter.origin().topic()))
        && (since == null || letter.time() >= since.toEpochMilli())
        && letter.replays() <= maxReplays;
  }
}
