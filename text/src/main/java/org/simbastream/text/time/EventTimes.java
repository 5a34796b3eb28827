package org.simbastream.text.time;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.OptionalLong;
import org.simbastream.annotation.Internal;

/**
 * Reads the times of events, in lines and in fields. What a format leaves out (zone, year, date,
 * which number is the day) is inferred from {@link TimeRules} and from a reference near the time,
 * such as Kafka's timestamp of the record: the same text with the same reference always has the
 * same time. Throws for no text; the cost of a line is bounded.
 */
@Internal
public final class EventTimes {

  private final TimeRules rules;

  /** A reader of times under those rules. */
  public EventTimes(TimeRules rules) {
    this.rules = rules;
  }

  /** What is assumed. */
  public TimeRules rules() {
    return rules;
  }

  /**
   * Finds the time of a line: in its head, in a field of a known name (JSON, logfmt, CEF, LEEF,
   * XML, audit records), or in a column of its own. A time inside a message is not the event's.
   *
   * @param reference a time near that of the event, in milliseconds since the epoch; not positive
   *     if there is none
   */
  public Optional<FoundTime> ofLine(String line, long reference) {
    return resolved(LineTimes.find(line), reference);
  }

  /**
   * The time that a text is as a whole.
   *
   * @param reference as for a line
   */
  public Optional<FoundTime> ofText(String text, long reference) {
    return resolved(FieldValue.time(text), reference);
  }

  /** The time that a number is: seconds, milliseconds, microseconds or nanoseconds since 1970. */
  public Optional<FoundTime> ofNumber(BigDecimal number) {
    return resolved(FieldValue.number(number, number.toString()), 0);
  }

  /** Whether a line has a time of its own, in its head, a field or a column. */
  public static boolean hasTime(String line) {
    return LineTimes.find(line) != null;
  }

  /** The milliseconds since the start of the system that a line of its kernel begins with. */
  public static OptionalLong uptime(String line) {
    Written written = LineTimes.find(line);
    return written != null && written.time() instanceof WrittenTime.Uptime uptime
        ? OptionalLong.of(uptime.millis())
        : OptionalLong.empty();
  }

  private Optional<FoundTime> resolved(Written written, long reference) {
    return written == null
        ? Optional.empty()
        : Optional.ofNullable(Resolver.resolve(written, reference, rules));
  }
}
