package org.simbastream.records;

import org.simbastream.annotation.PublicApi;

/**
 * The position of a record in Kafka.
 *
 * @param topic the topic's name
 * @param partition the partition within the topic
 * @param offset the record's offset within the partition
 * @param index the record's place among those of the same value, from 0
 */
@PublicApi
public record Position(String topic, int partition, long offset, int index) {

  /** The position of a record that does not come from Kafka. */
  public static final Position NONE = new Position("", -1, -1);

  /** The position of the only record of a value, or of its first one. */
  public Position(String topic, int partition, long offset) {
    this(topic, partition, offset, 0);
  }

  /** The position of another record of the same value. */
  public Position within(int otherIndex) {
    return new Position(topic, partition, offset, otherIndex);
  }
}
