package org.simbastream.dashboard.feed;

/**
 * What Flink says of a job's checkpoints.
 *
 * @param state the job's state, or why it is not known
 * @param lastCompleted when the latest one completed, in milliseconds since the epoch; null if none
 *     has
 * @param durationMs how long it took; null if none has completed
 * @param completed how many have completed
 * @param recent how many Flink remembers, the latest
 * @param failed how many of these failed; what could not even begin, because not all tasks ran yet,
 *     is not among them, though Flink's own count of failures has it
 */
public record Checkpoints(
    String state, Long lastCompleted, Long durationMs, long completed, int recent, int failed) {

  static Checkpoints unknown(String why) {
    return new Checkpoints(why, null, null, 0, 0, 0);
  }
}
