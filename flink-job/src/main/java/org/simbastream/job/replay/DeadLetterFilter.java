package org.simbastream.job.replay;

import java.time.Instant;
import java.util.Set;
import org.simbastream.records.RejectionReason;

/**
 * Which dead letters are replayed; the others stay and can be replayed later.
 *
 * @param reasons letters rejected for one of these reasons; empty: any reason
 * @param topics letters of records from one of these topics; empty: any topic
 * @param since letters of records whose Kafka timestamp is at or after this; null: any time
 * @param maxReplays letters of records that were replayed at most this many times before
 */
public record DeadLetterFilter(
    Set<RejectionReason> reasons, Set<String> topics, Instant since, int maxReplays) {

  /** Every letter. */
  public static final DeadLetterFilter ALL =
      new DeadLetterFilter(Set.of(), Set.of(), null, Integer.MAX_VALUE);

  boolean accepts(StoredDeadLetter letter) {
    return (reasons.isEmpty() || reasons.stream().anyMatch(r -> r.name().equals(letter.reason())))
        && (topics.isEmpty() || topics.contains(letter.origin().topic()))
        && (since == null || letter.time() >= since.toEpochMilli())
        && letter.replays() <= maxReplays;
  }
}
