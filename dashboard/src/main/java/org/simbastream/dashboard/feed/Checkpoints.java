package org.simbastream.dashboard.feed;

/**
 * What Flink says of a job's checkpoints.
 *
 * @param state the job's state, or why it is not known
 * @param lastCompleted when the latest one completed, in milliseconds since the epoch; null if none
 *     has
 * @param durationMs how long it took; null if none has completed
 * @param completed how many have completed
 * @param failed how many have failed
 */
public record Checkpoints(
    String state, Long lastCompleted, Long durationMs, long completed, long failed) {

  static Checkpoints unknown(String why) {
    return new Checkpoints(why, null, null, 0, 0);
  }
}
