package org.simbastream.records;

import org.simbastream.annotation.PublicApi;

/**
 * The position of a record in Kafka.
 *
 * @param topic the topic's name
 * @param partition the partition within the topic
 * @param offset the record's offset within the partition
 */
@PublicApi
public record Position(String topic, int partition, long offset) {

  /** The position of a record that does not come from Kafka. */
  public static final Position NONE = new Position("", -1, -1);
}
