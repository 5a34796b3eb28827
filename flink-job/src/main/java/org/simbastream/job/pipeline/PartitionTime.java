package org.simbastream.job.pipeline;

/**
 * Tracks the event time of a partition. A record that is much later than all before it may have a
 * wrong time, or be the first after a pause. Its time is accepted when later records confirm it:
 * more than one in ten of those that follow are as late.
 */
final class PartitionTime {

  private static final int NOT_YET = 0;
  private static final int ENOUGH = 100;
  private static final int FOR = 10;
  private static final int AGAINST = 1;

  private final long maxAhead;
  private long latest = Long.MIN_VALUE;
  private long leapt; // the least of the unconfirmed times
  private int evidence;

  /**
   * @param maxAhead how much later than all before it a record may be without confirmation, in
   *     milliseconds
   */
  PartitionTime(long maxAhead) {
    this.maxAhead = maxAhead;
  }

  /**
   * The latest accepted time after a record of that time. The first record's time is always
   * accepted.
   */
  long after(long time) {
    if (latest == Long.MIN_VALUE || time - maxAhead <= latest) {
      latest = Math.max(latest, time);
      evidence = Math.max(NOT_YET, evidence - AGAINST);
      return latest;
    }
    leapt = isInDoubt() ? Math.min(leapt, time) : time;
    evidence += FOR;
    return evidence >= ENOUGH ? settle() : latest;
  }

  /** Whether there are unconfirmed times. */
  boolean isInDoubt() {
    return evidence > NOT_YET;
  }

  /**
   * Accepts the unconfirmed times, because no other records arrive; returns the latest accepted
   * time.
   */
  long settle() {
    latest = Math.max(latest, leapt);
    evidence = NOT_YET;
    return latest;
  }
}
