package org.simbastream.testbed.kafka;

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
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.quota.ClientQuotaAlteration;
import org.apache.kafka.common.quota.ClientQuotaEntity;
import org.apache.kafka.common.serialization.StringSerializer;
import org.simbastream.testbed.Await;

/** Administration of the broker. */
public final class Topics {

  private static final String BYTE_RATE = "producer_byte_rate";
  private static final long PATIENCE_SECONDS = 30;

  private final String brokers;

  /** Administration of the brokers at that address. */
  public Topics(String brokers) {
    this.brokers = brokers;
  }

  /** Creates a topic whose records keep the times that they were given. */
  public void create(String topic, int partitions) {
    create(topic, partitions, Map.of());
  }

  /** The same with further settings, which take precedence. */
  public void create(String topic, int partitions, Map<String, String> settings) {
    create(topic, partitions, "CreateTime", settings);
  }

  /** Creates a topic whose records have the times at which they arrived. */
  public void createTimed(String topic, int partitions, Map<String, String> settings) {
    create(topic, partitions, "LogAppendTime", settings);
  }

  private void create(
      String topic, int partitions, String timestamps, Map<String, String> settings) {
    Map<String, String> all = new HashMap<>();
    all.put("retention.ms", "-1");
    all.put("message.timestamp.type", timestamps);
    all.putAll(settings);
    try (TopicCreation creation = new TopicCreation(brokers)) {
      creation.create(topic, partitions, all);
    }
  }

  /** Adds partitions to a topic and waits until they are served. */
  public void addPartitions(String topic, int total) throws Exception {
    try (Admin admin = admin()) {
      admin.createPartitions(Map.of(topic, NewPartitions.increaseTo(total))).all().get();
      TopicPartition last = new TopicPartition(topic, total - 1);
      Await.await(
          Duration.ofSeconds(PATIENCE_SECONDS),
          () -> last + " is not served",
          () -> isServed(admin, last));
    }
  }

  /** The number of a topic's records that a consumer group has committed. */
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

  /** Whether the broker answers. */
  public boolean isServed() throws InterruptedException {
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

  /**
   * Writes one record to a topic's first partition.
   *
   * @return its offset
   */
  public long write(String topic, String value) throws ExecutionException, InterruptedException {
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(client(), new StringSerializer(), new StringSerializer())) {
      return producer.send(new ProducerRecord<>(topic, 0, null, value)).get().offset();
    }
  }

  /** Deletes the records of a topic's first partition up to an offset, this one included. */
  public void deleteUpTo(String topic, long offset)
      throws ExecutionException, InterruptedException {
    try (Admin admin = admin()) {
      Map<TopicPartition, RecordsToDelete> records =
          Map.of(new TopicPartition(topic, 0), RecordsToDelete.beforeOffset(offset + 1));
      admin.deleteRecords(records).all().get();
    }
  }

  /**
   * Bounds how fast a user may write.
   *
   * @param bytesPerSecond null for no bound
   */
  public void limit(String user, Double bytesPerSecond)
      throws ExecutionException, InterruptedException {
    try (Admin admin = admin()) {
      ClientQuotaEntity entity = new ClientQuotaEntity(Map.of(ClientQuotaEntity.USER, user));
      List<ClientQuotaAlteration.Op> change =
          List.of(new ClientQuotaAlteration.Op(BYTE_RATE, bytesPerSecond));
      admin.alterClientQuotas(List.of(new ClientQuotaAlteration(entity, change))).all().get();
    }
  }

  private Admin admin() {
    return Admin.create(client());
  }

  private Map<String, Object> client() {
    return Map.of("bootstrap.servers", brokers, "client.id", "operator");
  }
}
