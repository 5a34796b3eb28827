package org.simbastream.job.options;

/** Where reading begins when the job starts without a savepoint or checkpoint. */
public enum InputStart {
  /** At the first record that Kafka still has. */
  EARLIEST,
  /** After the last record. */
  LATEST,
  /** At the offsets the consumer group has committed; where it has none, at the first record. */
  COMMITTED
}
