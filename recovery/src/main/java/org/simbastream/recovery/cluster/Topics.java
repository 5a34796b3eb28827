package org.simbastream.recovery.cluster;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.simbastream.job.embedded.TopicCreation;

/** What an operator does at the broker. */
public final class Topics {

  private static final long PATIENCE_SECONDS = 30;

  private final String brokers;

  Topics(String brokers) {
    this.brokers = brokers;
  }

  /** Creates a topic whose records keep the times that they were given. */
  public void create(String topic, int partitions) {
    create(topic, partitions, Map.of());
  }

  /** The same with settings of its own. */
  public void create(String topic, int partitions, Map<String, String> settings) {
    create(topic, partitions, "CreateTime", settings);
  }

  /** Creates a topic whose records have the times at which they arrived. */
  public void createTimed(String topic, int partitions, Map<String, String> settings) {
    create(topic, partitions, "LogAppendTime", settings);
  }

  private void create(
      String topic, int partitions, String timestamps, Map<String, String> settings) {
    Map<String, String> all = new HashMap<>(settings);
    all.put("retention.ms", "-1");
    all.put("message.timestamp.type", timestamps);
    try (TopicCreation creation = new TopicCreation(brokers)) {
      creation.create(topic, partitions, all);
    }
  }

  /** Adds partitions to a topic and waits until they are served. */
  public void addPartitions(String topic, int total) throws Exception {
    try (Admin admin = admin()) {
      admin.createPartitions(Map.of(topic, NewPartitions.increaseTo(total))).all().get();
      TopicPartition last = new TopicPartition(topic, total - 1);
      Patience.await(
          Duration.ofSeconds(PATIENCE_SECONDS),
          () -> last + " is not served",
          () -> isServed(admin, last));
    }
  }

  /** How many records a consumer group has committed of a topic. */
  public long committed(String group, String topic) throws Exception {
    try (Admin admin = admin()) {
      return admin
          .listConsumerGroupOffsets(group)
          .partitionsToOffsetAndMetadata()
          .get(PATIENCE_SECONDS, TimeUnit.SECONDS)
          .entrySet()
          .stream()
          .filter(entry -> entry.getKey().topic().equals(topic) && entry.getValue() != null)
          .mapToLong(entry -> entry.getValue().offset())
          .sum();
    }
  }

  boolean isServed() throws InterruptedException {
    try (Admin admin = admin()) {
      admin.describeCluster().nodes().get(2, TimeUnit.SECONDS);
      return true;
    } catch (ExecutionException | TimeoutException | KafkaException e) {
      return false;
    }
  }

  private static boolean isServed(Admin admin, TopicPartition partition)
      throws InterruptedException {
    try {
      admin.listOffsets(Map.of(partition, OffsetSpec.latest())).all().get(2, TimeUnit.SECONDS);
      return true;
    } catch (ExecutionException | TimeoutException e) {
      return false;
    }
  }

  /** Deletes topics that are no longer needed. */
  public void delete(List<String> topics) throws Exception {
    try (Admin admin = admin()) {
      admin.deleteTopics(topics).all().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
  }

  private Admin admin() {
    return Admin.create(Map.of("bootstrap.servers", brokers));
  }
}
