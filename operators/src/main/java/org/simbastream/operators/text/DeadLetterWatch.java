package org.simbastream.operators.text;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.simbastream.records.RejectionReason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Warns when most records become dead letters, since such a job otherwise looks healthy: counts for
 * all subtasks of a JVM together, and warns ten seconds after the first dead letter at the
 * earliest, at most once a minute.
 */
final class DeadLetterWatch {

  private static final Logger LOG = LoggerFactory.getLogger(DeadLetterWatch.class);

  /** The instance shared by all subtasks in this JVM. */
  static final DeadLetterWatch OF_THIS_JVM =
      new DeadLetterWatch(System::currentTimeMillis, LOG::warn);

  private static final Duration FIRST = Duration.ofSeconds(10);
  private static final Duration PERIOD = Duration.ofMinutes(1);
  private static final long FEW = 5; // are chance

  private final LongSupplier clock;
  private final Consumer<String> warn;
  private final LongAdder read = new LongAdder();
  private final Map<RejectionReason, Long> rejected = new EnumMap<>(RejectionReason.class);
  private long since;
  private long due;

  /**
   * @param clock the time in milliseconds since the epoch
   * @param warn takes warnings
   */
  DeadLetterWatch(LongSupplier clock, Consumer<String> warn) {
    this.clock = clock;
    this.warn = warn;
  }

  /** Counts a record that arrived, whether it is rejected or not. */
  void read() {
    read.increment();
  }

  /** Counts a record that becomes a dead letter. */
  synchronized void rejected(RejectionReason reason) {
    long now = clock.getAsLong();
    if (due == 0) {
      since = now;
      due = now + FIRST.toMillis();
    }
    rejected.merge(reason, 1L, Long::sum);
    if (now >= due) {
      tell();
      since = now;
      due = now + PERIOD.toMillis();
      rejected.clear();
      read.reset();
    }
  }

  private void tell() {
    long dead = rejected.values().stream().mapToLong(Long::longValue).sum();
    long all = Math.max(dead, read.sum());
    if (dead < FEW || 2 * dead <= all) {
      return;
    }
    String reasons =
        rejected.entrySet().stream()
            .map(count -> String.format(Locale.ROOT, "%s %,d", count.getKey(), count.getValue()))
            .collect(Collectors.joining(", "));
    warn.accept(
        String.format(
            Locale.ROOT,
            "%s records since %s became dead letters (%s): check whether simba.record.format fits"
                + " the topic; each dead letter in simba.output.dead-letters.topic names its"
                + " reason",
            dead == all
                ? String.format(Locale.ROOT, "All %,d", all)
                : String.format(Locale.ROOT, "%,d of %,d", dead, all),
            Instant.ofEpochMilli(since)
                .atZone(ZoneId.systemDefault())
                .toLocalTime()
                .truncatedTo(ChronoUnit.SECONDS),
            reasons));
  }
}
