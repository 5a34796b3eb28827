package org.simbastream.formats;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.simbastream.text.time.FoundTime;
import org.simbastream.text.time.TimeRules;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells which times were recognised, once for each of the first streams of a task, and counts the
 * records whose time could not be read, which the log reports once a minute at most.
 */
final class TimeNotices {

  private static final Logger LOG = LoggerFactory.getLogger(TimeNotices.class);
  private static final long PAUSE_NS = Duration.ofMinutes(1).toNanos();
  private static final int MOST_STREAMS = 100;

  private final Runnable counter;
  private final Set<String> told = new HashSet<>();
  private long untimed;
  private long warnedAt = System.nanoTime() - PAUSE_NS;

  /**
   * Notices of one task.
   *
   * @param counter run for each record whose time could not be read
   */
  TimeNotices(Runnable counter) {
    this.counter = counter;
  }

  /** A time was read. */
  void read(String stream, FoundTime time, TimeRules rules) {
    if (told.size() < MOST_STREAMS && told.add(stream)) {
      LOG.info("Stream '{}': its times are read as {}", stream, time.description(rules));
    }
  }

  /** A record has Kafka's timestamp, because its own time could not be read. */
  void unreadable(String stream, String text) {
    untimed++;
    counter.run();
    long now = System.nanoTime();
    if (now - warnedAt < PAUSE_NS) {
      return;
    }
    warnedAt = now;
    LOG.warn(
        "{} records since this task began have no time that can be read, and Kafka's instead; the"
            + " last one, of stream '{}': '{}'. simba.time.unreadable: reject makes dead letters of"
            + " them",
        untimed,
        stream,
        text);
  }
}
