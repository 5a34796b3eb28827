package org.simbastream.job.lines;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import org.simbastream.text.time.DateOrder;
import org.simbastream.text.time.EventTimes;
import org.simbastream.text.time.FoundTime;
import org.simbastream.text.time.TimeRules;

/**
 * The times of the lines of one file. A time of a clock that was not set (1970, or further ahead of
 * the present than records may be) counts as none. The first date whose numbers tell which is the
 * day decides it for all later lines. Kernel logs count from the start of their system, which the
 * caller may know.
 */
public final class FileTimes {

  private static final long YEAR_1971 = Duration.ofDays(365).toMillis();

  private final LongSupplier reference;
  private EventTimes times;
  private long boot = Long.MIN_VALUE; // not known
  private String recognised;
  private boolean hasDates;
  private boolean hasCertainOrder;
  private boolean isCounted;

  /**
   * Times of a file.
   *
   * @param reference gives a time near that of the last lines, in milliseconds since the epoch:
   *     when the file was changed, or the present
   */
  public FileTimes(TimeRules rules, LongSupplier reference) {
    this.times = new EventTimes(rules);
    this.reference = reference;
  }

  /** The time of a line, in milliseconds since the epoch; empty if it has none. */
  public OptionalLong of(String line) {
    Optional<FoundTime> found = times.ofLine(line, reference.getAsLong());
    if (found.isEmpty()) {
      return ofKernel(line);
    }
    FoundTime time = found.get();
    boolean hasDate = !time.leftOut().contains(FoundTime.Part.DATE);
    if (!isSane(time.millis()) || hasDates && !hasDate) {
      return OptionalLong.empty(); // a time of day among dates is some number of a message
    }
    hasDates |= hasDate;
    hasCertainOrder = !time.inDoubt();
    if (hasCertainOrder
        && time.order() != DateOrder.NEAREST
        && times.rules().order() == DateOrder.NEAREST) {
      times = new EventTimes(times.rules().with(time.order()));
    }
    if (recognised == null) {
      recognised = time.description(times.rules());
    }
    return OptionalLong.of(time.millis());
  }

  private OptionalLong ofKernel(String line) {
    OptionalLong uptime = EventTimes.uptime(line);
    if (uptime.isEmpty()) {
      return OptionalLong.empty();
    }
    if (boot == Long.MIN_VALUE) {
      startedAt(reference.getAsLong() - uptime.getAsLong());
    }
    if (recognised == null) {
      isCounted = true;
      recognised = "seconds since the start of the system, taken as ending with the file";
    }
    return OptionalLong.of(boot + uptime.getAsLong());
  }

  /** Tells when the system started whose kernel wrote the file. */
  public void startedAt(long millis) {
    boot = millis;
  }

  /** Whether the times found so far count from the start of a system. */
  public boolean countFromStart() {
    return isCounted;
  }

  /** Whether a time was found, and no other order of its date was possible. */
  public boolean isSettled() {
    return isCounted || hasCertainOrder;
  }

  /** What was recognised first and what is assumed of it, in words; empty if no line had a time. */
  public Optional<String> recognised() {
    return Optional.ofNullable(recognised);
  }

  private boolean isSane(long time) {
    return time >= YEAR_1971
        && time <= System.currentTimeMillis() + times.rules().maxAhead().toMillis();
  }
}
