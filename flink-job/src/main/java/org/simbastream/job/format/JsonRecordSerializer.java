package org.simbastream.job.format;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.serialization.SerializationSchema;
import org.apache.flink.connector.kafka.lineage.DefaultKafkaDatasetFacet;
import org.apache.flink.connector.kafka.lineage.DefaultKafkaDatasetIdentifier;
import org.apache.flink.connector.kafka.lineage.KafkaDatasetFacet;
import org.apache.flink.connector.kafka.lineage.KafkaDatasetFacetProvider;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Writes records of one kind to a topic: the stream's key as the key (of alerts, kind and stream),
 * JSON as the value, the event time as Kafka's timestamp.
 *
 * <p>It keeps within the topic's limits, which it queries each time a task starts. A result that is
 * too long is cut, and marked in its field {@code cut}. Kafka's timestamp is the time of writing if
 * the event time is further back than the topic allows ({@code message.timestamp.before.max.ms}) or
 * in the future, because brokers refuse times more than an hour ahead ({@code
 * message.timestamp.after.max.ms}); a time before 1970 becomes 1970, because Kafka has none before.
 * The JSON holds the event time unchanged.
 *
 * @param <T> the kind of record
 */
public final class JsonRecordSerializer<T>
    implements KafkaRecordSerializationSchema<T>, KafkaDatasetFacetProvider {

  // Below the default limit of producers and brokers, 1 MiB, with room for the key.
  static final int MAX_VALUE_BYTES = 960 * 1024;

  /** The bytes that Kafka adds to a record that is alone in its batch, with a margin. */
  static final int OVERHEAD_BYTES = 128;

  private static final long serialVersionUID = 2L;

  /**
   * The margin for a record's wait for a broker and for differences between clocks, in
   * milliseconds.
   */
  private static final long MARGIN_MS = Duration.ofMinutes(5).toMillis();

  private final String topic;
  private final JsonWriter<T> writer;
  private final TopicLimits.Source source;
  private final Clock clock;

  private TopicLimits limits = TopicLimits.USUAL;
  private transient ResultNotices notices;

  /**
   * A serializer for a topic with Kafka's default limits.
   *
   * @param topic the topic to write to
   * @param writer how the records look
   */
  public JsonRecordSerializer(String topic, JsonWriter<T> writer) {
    this(topic, writer, any -> TopicLimits.USUAL);
  }

  /**
   * A serializer for a topic.
   *
   * @param topic the topic to write to
   * @param writer how the records look
   * @param source gives the topic's limits
   */
  public JsonRecordSerializer(String topic, JsonWriter<T> writer, TopicLimits.Source source) {
    this(topic, writer, source, Clock.systemUTC());
  }

  JsonRecordSerializer(String topic, JsonWriter<T> writer, TopicLimits.Source source, Clock clock) {
    this.topic = topic;
    this.writer = writer;
    this.source = source;
    this.clock = clock;
  }

  /** Queries the topic's limits. The sink calls it more than once. */
  @Override
  public void open(
      SerializationSchema.InitializationContext context, KafkaSinkContext sinkContext) {
    if (notices == null) {
      notices = new ResultNotices(topic, context.getMetricGroup());
      limits = source.of(topic);
    }
  }

  /** The topic, which the sink needs to find transactions that were left open. */
  @Override
  public Optional<KafkaDatasetFacet> getKafkaDatasetFacet() {
    return Optional.of(
        new DefaultKafkaDatasetFacet(DefaultKafkaDatasetIdentifier.ofTopics(List.of(topic))));
  }

  /**
   * Converts a record to a Kafka record.
   *
   * @return null, which the sink skips, if the record does not fit even when cut
   */
  @Override
  public ProducerRecord<byte[], byte[]> serialize(
      T record, KafkaSinkContext context, Long flinkTimestamp) {
    if (notices == null) {
      notices = new ResultNotices(topic, new UnregisteredMetricsGroup());
    }
    int room = limits.maxRecordBytes() - OVERHEAD_BYTES;
    byte[] whole = writer.key(record).getBytes(StandardCharsets.UTF_8);
    byte[] key = cut(whole, room / 4);
    JsonWriter.Written value = writer.toBytes(record, Math.min(MAX_VALUE_BYTES, room - key.length));
    if (value.bytes().length > room - key.length) {
      notices.lost(writer.key(record));
      return null;
    }
    if (value.cut() || key.length < whole.length) {
      notices.cut();
    }
    return new ProducerRecord<>(topic, null, timestamp(writer.time(record)), key, value.bytes());
  }

  private long timestamp(long time) {
    long now = clock.millis();
    long wanted = Math.max(0, Math.min(time, now));
    long margin = Math.min(MARGIN_MS, limits.maxBehindMs() / 2);
    if (now - wanted > limits.maxBehindMs() - margin) {
      notices.retimed();
      return now;
    }
    return wanted;
  }

  /** The first bytes of UTF-8, none of a character that does not fit whole. */
  private static byte[] cut(byte[] utf8, int length) {
    if (utf8.length <= length) {
      return utf8;
    }
    int end = length;
    while (end > 0 && (utf8[end] & 0xC0) == 0x80) {
      end--;
    }
    return Arrays.copyOf(utf8, end);
  }
}
