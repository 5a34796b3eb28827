package org.simbastream.formats;

import java.io.Serializable;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.simbastream.text.time.DateOrder;

/**
 * Where a record's time comes from, and what is assumed of it.
 *
 * @param source where it comes from if no field is named
 * @param zone the zone of times without one
 * @param order how ambiguous dates are read
 * @param unreadable what happens to a record whose text or field has no time that can be read
 */
public record RecordTimes(Source source, ZoneId zone, DateOrder order, Unreadable unreadable)
    implements Serializable {

  private static final long serialVersionUID = 1L;

  /** Kafka's timestamps; field times without a zone are UTC. */
  public static final RecordTimes DEFAULT =
      new RecordTimes(Source.KAFKA, ZoneOffset.UTC, DateOrder.NEAREST, Unreadable.KAFKA);

  /** Where a time comes from. */
  public enum Source {
    /** Kafka's timestamp of the record. */
    KAFKA,
    /** The record's text. */
    TEXT
  }

  /** What happens to a record without a time that can be read. */
  public enum Unreadable {
    /** Its time is Kafka's timestamp. */
    KAFKA,
    /** It becomes a dead letter. */
    REJECT
  }
}
