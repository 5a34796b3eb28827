package org.simbastream.dashboard.feed;

import java.util.List;

/**
 * The state of the brokers.
 *
 * @param state whether the brokers answer
 * @param since since when, in milliseconds since the epoch
 * @param message why they don't answer, in plain words; never contains client properties
 * @param missing output topics that don't exist
 * @param lag how far the job is behind its input
 */
public record KafkaStatus(State state, long since, String message, List<String> missing, Lag lag) {

  /** Whether brokers answer. */
  public enum State {
    /** Not asked yet. */
    CONNECTING,
    /** The brokers answer. */
    CONNECTED,
    /** The brokers don't answer. */
    AWAY
  }

  /**
   * How far the job is behind.
   *
   * @param records records between what was read and the ends of the input's partitions, markers of
   *     transactions included; null if nothing is known
   * @param partitions the partitions that are known, those furthest behind first
   * @param unknown partitions whose read position is not known
   */
  public record Lag(Long records, List<PartitionLag> partitions, int unknown) {

    static final Lag NOT_KNOWN = new Lag(null, List.of(), 0);
  }

  /**
   * One partition of the input.
   *
   * @param end the offset after its last record
   * @param read the offset after the last record that appears in results or is committed by the
   *     consumer group
   */
  public record PartitionLag(String topic, int partition, long end, long read) {

    long records() {
      return Math.max(0, end - read);
    }
  }

  KafkaStatus becomes(State other, long now, String why) {
    return new KafkaStatus(other, state == other ? since : now, why, missing, lag);
  }
}
