package org.simbastream.job.format;

import java.io.Serializable;

/**
 * What a topic takes of the records that are written to it, and the producer that writes them.
 *
 * @param maxRecordBytes the longest record, key and value together with what Kafka adds, in bytes
 * @param maxBehindMs how far a record's timestamp may lie behind the clock, in milliseconds; {@link
 *     Long#MAX_VALUE} if that is all the same
 */
public record TopicLimits(int maxRecordBytes, long maxBehindMs) implements Serializable {

  /** What topics and producers take unless they are told otherwise. */
  public static final TopicLimits USUAL = new TopicLimits(1024 * 1024, Long.MAX_VALUE);

  /** The least {@link #maxRecordBytes} in which every kind of result has room, its texts cut. */
  public static final int LEAST_RECORD_BYTES = 2048;

  /** Finds out a topic's limits. */
  @FunctionalInterface
  public interface Source extends Serializable {

    /** The limits of a topic as they are now; what can't be found out is as usual. */
    TopicLimits of(String topic);
  }
}
