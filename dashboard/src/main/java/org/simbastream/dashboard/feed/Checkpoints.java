package org.simbastream.dashboard.feed;

/**
 * The state of a job's checkpoints, from Flink.
 *
 * @param state the job's state, or why it is not known
 * @param lastCompleted when the latest one completed, in milliseconds since the epoch; null if none
 *     has
 * @param durationMs how long it took; null if none has completed
 * @param completed how many have completed
 * @param recent the number of latest checkpoints that Flink remembers
 * @param failed how many of these failed; unlike Flink's own count, without those that could not
 *     begin because not all tasks ran yet
 */
public record Checkpoints(
    String state, Long lastCompleted, Long durationMs, long completed, int recent, int failed) {

  static Checkpoints unknown(String why) {
    return new Checkpoints(why, null, null, 0, 0, 0);
  }
}
