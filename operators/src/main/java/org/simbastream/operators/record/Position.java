package org.simbastream.operators.record;

/**
 * Where a record stands in Kafka.
 *
 * @param topic the topic's name
 * @param partition the partition within the topic
 * @param offset the record's offset within the partition
 */
public record Position(String topic, int partition, long offset) {

  /** The place of what does not come from Kafka. */
  public static final Position NONE = new Position("", -1, -1);
}
