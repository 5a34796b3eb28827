package org.simbastream.job.format;

import java.time.Duration;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.simbastream.operators.metric.MetricNames;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts the results that could not be written as they are, and says so once a minute at most. */
final class ResultNotices {

  private static final Logger LOG = LoggerFactory.getLogger(ResultNotices.class);
  private static final long PAUSE_NS = Duration.ofMinutes(1).toNanos();

  private final String topic;
  private final Counter cut;
  private final Counter lost;
  private final Counter retimed;
  private long toldAt = System.nanoTime() - PAUSE_NS;

  /**
   * @param topic where the results go
   */
  ResultNotices(String topic, MetricGroup operator) {
    MetricGroup group = operator.addGroup(MetricNames.GROUP);
    this.topic = topic;
    this.cut = group.counter(MetricNames.NUM_RESULTS_CUT);
    this.lost = group.counter(MetricNames.NUM_RESULTS_LOST);
    this.retimed = group.counter(MetricNames.NUM_RESULTS_RETIMED);
  }

  /** A result was cut. */
  void cut() {
    cut.inc();
    tell();
  }

  /** A result does not fit however short. */
  void lost(String key) {
    lost.inc();
    LOG.error(
        "A result of stream '{}' is lost: even cut, it is larger than a record of topic {} may be;"
            + " raise the topic's max.message.bytes",
        key,
        topic);
  }

  /** A result's event time lies further back than the topic takes. */
  void retimed() {
    retimed.inc();
    tell();
  }

  private void tell() {
    long now = System.nanoTime();
    if (now - toldAt < PAUSE_NS) {
      return;
    }
    toldAt = now;
    LOG.warn(
        "Topic {} would refuse some results; since this task began: {} longer than"
            + " max.message.bytes or max.request.size are cut (field cut); {} older than"
            + " message.timestamp.before.max.ms have the time of writing as Kafka's timestamp."
            + " Raise these settings to keep them whole.",
        topic,
        cut.getCount(),
        retimed.getCount());
  }
}
