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
 * Writes records of one kind to a topic: the stream's key as the key, JSON as the value, the event
 * time as Kafka's timestamp.
 *
 * <p>Nothing that it writes is refused by the topic, whose limits it asks for each time a task
 * starts. What is too long is cut, and says so in its field {@code cut}. An event time further back
 * than the topic takes ({@code message.timestamp.before.max.ms}), or one that lies in the future,
 * becomes the present in Kafka's timestamp, because brokers refuse what is more than an hour ahead
 * ({@code message.timestamp.after.max.ms}); one before 1970 becomes 1970, because Kafka knows none
 * before. The JSON holds the event time as it is.
 *
 * @param <T> the kind of record
 */
public final class JsonRecordSerializer<T>
    implements KafkaRecordSerializationSchema<T>, KafkaDatasetFacetProvider {

  // Below the 1 MiB that producers and brokers take unless told otherwise, with room for the key.
  static final int MAX_VALUE_BYTES = 960 * 1024;

  /** What Kafka adds to a record that is alone in its batch, with room to spare. */
  static final int OVERHEAD_BYTES = 128;

  private static final long serialVersionUID = 2L;

  /** A record may wait so long for a broker, or clocks differ by so much. */
  private static final long MARGIN_MS = Duration.ofMinutes(5).toMillis();

  private final String topic;
  private final JsonWriter<T> writer;
  private final TopicLimits.Source source;
  private final Clock clock;

  private TopicLimits limits = TopicLimits.USUAL;
  private transient ResultNotices notices;

  /**
   * A serializer for a topic that takes what topics usually do.
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
   * @param source tells what the topic takes
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

  /** Asks what the topic takes. The sink calls it more than once. */
  @Override
  public void open(
      SerializationSchema.InitializationContext context, KafkaSinkContext sinkContext) {
    if (notices == null) {
      notices = new ResultNotices(topic, context.getMetricGroup());
      limits = source.of(topic);
    }
  }

  /** The topic, by which the sink finds transactions that were left open. */
  @Override
  public Optional<KafkaDatasetFacet> getKafkaDatasetFacet() {
    return Optional.of(
        new DefaultKafkaDatasetFacet(DefaultKafkaDatasetIdentifier.ofTopics(List.of(topic))));
  }

  /**
   * The record as Kafka's.
   *
   * @return null, which the sink leaves out, if it does not fit however short
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
