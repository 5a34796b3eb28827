package org.simbastream.job.pipeline;

/**
 * How far the event time of a partition is. A record that is much later than all before it may be
 * one with a wrong time, or the first after a pause. It is believed when the others bear it out:
 * more than one in ten of those that follow are as late.
 */
final class PartitionTime {

  private static final int NOT_YET = 0;
  private static final int ENOUGH = 100;
  private static final int FOR = 10;
  private static final int AGAINST = 1;

  private final long maxAhead;
  private long latest = Long.MIN_VALUE;
  private long leapt; // the least of the times in doubt
  private int evidence;

  /**
   * @param maxAhead how much later than all before it a record may be and be believed alone, in
   *     milliseconds
   */
  PartitionTime(long maxAhead) {
    this.maxAhead = maxAhead;
  }

  /** The latest time that is believed after a record of that time. The first one always is. */
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

  /** Whether there were times that are not believed yet. */
  boolean isInDoubt() {
    return evidence > NOT_YET;
  }

  /** Believes the times in doubt, because nothing else is heard; gives the latest. */
  long settle() {
    latest = Math.max(latest, leapt);
    evidence = NOT_YET;
    return latest;
  }
}
