package org.simbastream.e2e.check;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Reads topics from their beginning to their end.
 *
 * @param brokers where Kafka is found
 */
public record OutputReader(String brokers) {

  /** What was committed. */
  public List<OutputRecord> committed(String topic) {
    return read(topic, "read_committed");
  }

  /** What was written, committed or not, aborted or not. */
  public List<OutputRecord> written(String topic) {
    return read(topic, "read_uncommitted");
  }

  private List<OutputRecord> read(String topic, String isolation) {
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", brokers, "isolation.level", isolation),
            new StringDeserializer(),
            new StringDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      List<OutputRecord> records = new ArrayList<>();
      while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
        for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofMillis(100))) {
          records.add(new OutputRecord(record.value(), record.timestamp()));
        }
      }
      return records;
    }
  }
}
