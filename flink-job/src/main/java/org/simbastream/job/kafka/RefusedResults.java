package org.simbastream.job.kafka;

import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerInterceptor;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.simbastream.job.format.TopicLimits;

/**
 * What brokers have refused although nothing spoke against it: they didn't tell their limits, or
 * changed them since.
 *
 * <p>A refused record makes its transaction void, so the task starts again and meets the same
 * record. This process then remembers what the refusal was for, and the next attempt writes less:
 * half as long, or with the time of writing. So no record can restart a job for ever.
 */
public final class RefusedResults implements ProducerInterceptor<byte[], byte[]> {

  private static final Map<Topic, Refusals> REFUSED = new ConcurrentHashMap<>();

  private String brokers = "";

  private record Topic(String brokers, String name) {}

  /**
   * What a topic has refused.
   *
   * @param halvings how often the longest record was halved since
   * @param tooLarge whether something of the present length has been refused
   * @param time whether a timestamp has been refused
   */
  private record Refusals(int halvings, boolean tooLarge, boolean time) {

    static final Refusals NONE = new Refusals(0, false, false);

    Refusals plus(boolean large) {
      return new Refusals(halvings, tooLarge || large, time || !large);
    }

    Refusals halved() {
      return tooLarge ? new Refusals(halvings + 1, false, time) : this;
    }

    TopicLimits narrow(TopicLimits limits) {
      int least = Math.min(limits.maxRecordBytes(), TopicLimits.LEAST_RECORD_BYTES);
      return new TopicLimits(
          Math.max(least, limits.maxRecordBytes() >> Math.min(halvings, 30)),
          time ? 0 : limits.maxBehindMs());
    }
  }

  /** Makes a producer remember; its other interceptors stay. */
  public static void watch(Properties producer) {
    String name = RefusedResults.class.getName();
    producer.merge(
        ProducerConfig.INTERCEPTOR_CLASSES_CONFIG, name, (given, ours) -> given + "," + ours);
  }

  static String brokers(Properties properties) {
    return properties.getProperty(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG);
  }

  /** Limits, made narrower by what the topic has refused so far. */
  static TopicLimits narrowed(TopicLimits limits, String brokers, String topic) {
    Refusals refusals =
        REFUSED.computeIfPresent(new Topic(brokers, topic), (key, known) -> known.halved());
    return refusals == null ? limits : refusals.narrow(limits);
  }

  @Override
  public void configure(Map<String, ?> settings) {
    Object given = settings.get(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG);
    brokers = given instanceof Iterable<?> list ? join(list) : String.valueOf(given);
  }

  @Override
  public ProducerRecord<byte[], byte[]> onSend(ProducerRecord<byte[], byte[]> record) {
    return record;
  }

  @Override
  public void onAcknowledgement(RecordMetadata record, Exception refusal) {
    boolean tooLarge =
        refusal instanceof RecordTooLargeException
            || refusal instanceof RecordBatchTooLargeException;
    if (record != null && (tooLarge || refusal instanceof InvalidTimestampException)) {
      REFUSED.compute(
          new Topic(brokers, record.topic()),
          (key, known) -> (known == null ? Refusals.NONE : known).plus(tooLarge));
    }
  }

  @Override
  public void close() {}

  private static String join(Iterable<?> brokers) {
    StringBuilder joined = new StringBuilder();
    brokers.forEach(broker -> joined.append(joined.isEmpty() ? "" : ",").append(broker));
    return joined.toString();
  }
}
