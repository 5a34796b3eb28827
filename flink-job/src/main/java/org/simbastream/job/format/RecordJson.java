package org.simbastream.job.format;

import java.io.IOException;
import java.io.Serializable;

/**
 * How one kind of record looks as JSON. The fields, their order and their units are those of the
 * schemas in {@code docs/schemas}; times are milliseconds since the epoch.
 */
interface RecordJson<T> extends Serializable {

  /** Its key in Kafka: the stream it belongs to, at the end. */
  String key(T record);

  /** The record's event time, in milliseconds since the epoch. */
  long time(T record);

  /** Writes its fields. */
  void write(T record, FieldWriter fields) throws IOException;

  /** Says that parts of it were left out. */
  default void writeCut(FieldWriter fields) throws IOException {
    fields.flag("cut", true);
  }
}
