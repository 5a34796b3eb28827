package org.simbastream.job.format;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Writes records of one kind to a topic: the stream's key as the key, JSON as the value, the event
 * time as Kafka's timestamp.
 *
 * <p>An event time that lies in the future becomes the present in Kafka's timestamp, because
 * brokers refuse what is more than an hour ahead ({@code message.timestamp.after.max.ms}); one
 * before 1970 becomes 1970, because Kafka knows none before. The JSON holds the event time as it
 * is.
 *
 * @param <T> the kind of record
 */
public final class JsonRecordSerializer<T> implements KafkaRecordSerializationSchema<T> {

  // Below the 1 MiB that producers and brokers take unless told otherwise, with room for the key.
  static final int MAX_VALUE_BYTES = 960 * 1024;

  private static final long serialVersionUID = 1L;

  private final String topic;
  private final JsonWriter<T> writer;
  private final Clock clock;

  /**
   * @param topic the topic to write to
   * @param writer how the records look; their texts are cut where Kafka would refuse the record
   */
  public JsonRecordSerializer(String topic, JsonWriter<T> writer) {
    this(topic, writer, Clock.systemUTC());
  }

  JsonRecordSerializer(String topic, JsonWriter<T> writer, Clock clock) {
    this.topic = topic;
    this.writer = writer.atMost(MAX_VALUE_BYTES);
    this.clock = clock;
  }

  @Override
  public ProducerRecord<byte[], byte[]> serialize(
      T record, KafkaSinkContext context, Long flinkTimestamp) {
    long timestamp = Math.max(0, Math.min(writer.time(record), clock.millis()));
    byte[] key = writer.key(record).getBytes(StandardCharsets.UTF_8);
    return new ProducerRecord<>(topic, null, timestamp, key, writer.toBytes(record));
  }
}
