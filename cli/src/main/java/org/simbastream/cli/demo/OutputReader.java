package org.simbastream.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.IsolationLevel;
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

  /** Marks the job as ended: {@link #run} returns when it has read to the end. */
  void readToTheEnd() {
    nothingMoreComes = true;
  }

  @Override
  public void run() {
    try (KafkaConsumer<byte[], byte[]> consumer = consumer();
        Admin admin =
            Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers))) {
      List<TopicPartition> partitions =
          List.of(
              new TopicPartition(DemoTopics.SUMMARIES, 0),
              new TopicPartition(DemoTopics.SCORED, 0),
              new TopicPartition(DemoTopics.WORK, 0),
              new TopicPartition(DemoTopics.DEAD_LETTERS, 0),
              new TopicPartition(DemoTopics.ALERTS, 0));
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      while (!nothingMoreComes || !atEnd(consumer, admin)) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          take(record);
        }
      }
    }
  }

  /**
   * Whether everything was read. The end is that of all records: right after a commit the broker
   * may not have marked its records as committed yet, so that the end of committed records is too
   * early.
   */
  private static boolean atEnd(KafkaConsumer<byte[], byte[]> consumer, Admin admin) {
    Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
    consumer.assignment().forEach(partition -> latest.put(partition, OffsetSpec.latest()));
    ListOffsetsResult ends =
        admin.listOffsets(latest, new ListOffsetsOptions(IsolationLevel.READ_UNCOMMITTED));
    try {
      for (TopicPartition partition : latest.keySet()) {
        if (consumer.position(partition) < ends.partitionResult(partition).get().offset()) {
          return false;
        }
      }
      return true;
    } catch (ExecutionException e) {
      throw new IllegalStateException("the ends of the output topics can't be read", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the outputs were read", e);
    }
  }

  private void take(ConsumerRecord<byte[], byte[]> record) {
    JsonNode json;
    try {
      json = JSON.readTree(record.value());
    } catch (IOException e) {
      throw new UncheckedIOException("the job wrote a result that is not JSON", e);
    }
    switch (record.topic()) {
      case DemoTopics.SCORED -> totals.scored(json);
      case DemoTopics.WORK -> totals.work(json);
      case DemoTopics.DEAD_LETTERS -> totals.deadLetter();
      case DemoTopics.ALERTS -> totals.alert(json);
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
