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
 * Learns topic limits from records that brokers refuse although they were within the known limits:
 * the brokers didn't report their limits, or changed them since.
 *
 * <p>A refused record aborts its transaction, so the task restarts and writes the same record
 * again. This process remembers the reason of the refusal, and the next attempt writes a record
 * half as long, or with the time of writing. So no record can restart a job without end.
 */
public final class LearntTopicLimits implements ProducerInterceptor<byte[], byte[]> {

  private static final Map<Topic, Refusals> REFUSED = new ConcurrentHashMap<>();

  private String brokers = "";

  private record Topic(String brokers, String name) {}

  /**
   * What a topic has refused.
   *
   * @param halvings how often the limit of the longest record was halved
   * @param tooLarge whether a record within the present limit has been refused
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

  /** Adds this interceptor to a producer's properties; other interceptors stay. */
  public static void watch(Properties producer) {
    String name = LearntTopicLimits.class.getName();
    producer.merge(
        ProducerConfig.INTERCEPTOR_CLASSES_CONFIG, name, (given, ours) -> given + "," + ours);
  }

  static String brokers(Properties properties) {
    return properties.getProperty(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG);
  }

  /** Limits, narrowed by the refusals of the topic so far. */
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
