package org.simbastream.formats;

/** The headers of one of Kafka's records. */
@FunctionalInterface
public interface KafkaHeaders {

  /** A record without headers. */
  KafkaHeaders NONE = name -> null;

  /**
   * The value of the last header of that name.
   *
   * @return null if there is none, or it has no value
   */
  byte[] last(String name);
}
