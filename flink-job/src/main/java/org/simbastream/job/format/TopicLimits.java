package org.simbastream.job.format;

import java.io.Serializable;

/**
 * The limits of a topic, and of the producer that writes to it, on records.
 *
 * @param maxRecordBytes the longest record, key and value together with what Kafka adds, in bytes
 * @param maxBehindMs how far a record's timestamp may lie behind the broker's time, in
 *     milliseconds; {@link Long#MAX_VALUE} without a limit
 */
public record TopicLimits(int maxRecordBytes, long maxBehindMs) implements Serializable {

  /** Kafka's default limits. */
  public static final TopicLimits USUAL = new TopicLimits(1024 * 1024, Long.MAX_VALUE);

  /**
   * The least {@link #maxRecordBytes} that every kind of result fits into when its texts are cut.
   */
  public static final int LEAST_RECORD_BYTES = 2048;

  /** Finds out a topic's limits. */
  @FunctionalInterface
  public interface Source extends Serializable {

    /** The present limits of a topic; Kafka's default for a limit that can't be queried. */
    TopicLimits of(String topic);
  }
}
