package org.simbastream.job.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads the output topics as any consumer would: only what is committed. */
final class OutputReader implements Runnable {

  private static final Duration POLL = Duration.ofMillis(200);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final String bootstrapServers;
  private final Totals totals;
  private final Consumer<JsonNode> summaries;
  private volatile boolean nothingMoreComes;

  OutputReader(String bootstrapServers, Totals totals, Consumer<JsonNode> summaries) {
    this.bootstrapServers = bootstrapServers;
    this.totals = totals;
    this.summaries = summaries;
  }

  /** Says that the job has ended: {@link #run} returns when it has read to the end. */
  void readToTheEnd() {
    nothingMoreComes = true;
  }

  @Override
  public void run() {
    try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
      List<TopicPartition> partitions =
          List.of(
              new TopicPartition(DemoTopics.SUMMARIES, 0),
              new TopicPartition(DemoTopics.SCORED, 0),
              new TopicPartition(DemoTopics.WORK, 0),
              new TopicPartition(DemoTopics.DEAD_LETTERS, 0));
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      while (!nothingMoreComes || !atEnd(consumer)) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          take(record);
        }
      }
    }
  }

  private static boolean atEnd(KafkaConsumer<byte[], byte[]> consumer) {
    Set<TopicPartition> partitions = consumer.assignment();
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    return partitions.stream().allMatch(p -> consumer.position(p) >= ends.get(p));
  }

  private void take(ConsumerRecord<byte[], byte[]> record) {
    JsonNode json;
    try {
      json = JSON.readTree(record.value());
    } catch (IOException e) {
      throw new UncheckedIOException("the job wrote what is not JSON", e);
    }
    switch (record.topic()) {
      case DemoTopics.SCORED -> totals.scored(json);
      case DemoTopics.WORK -> totals.work(json);
      case DemoTopics.DEAD_LETTERS -> totals.deadLetter();
      default -> {
        totals.summary();
        summaries.accept(json);
      }
    }
  }

  private KafkaConsumer<byte[], byte[]> consumer() {
    return new KafkaConsumer<>(
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
            ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed",
            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false"),
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer());
  }
}
