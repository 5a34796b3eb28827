package org.simbastream.tools.record.cluster;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.quota.ClientQuotaAlteration;
import org.apache.kafka.common.quota.ClientQuotaEntity;
import org.apache.kafka.common.serialization.StringSerializer;
import org.simbastream.job.embedded.TopicCreation;

/** What an operator does at the broker. Needs it running. */
public final class Topics {

  /** The topic of lines. */
  public static final String WORDS = "words";

  /** The topic of counts. */
  public static final String COUNTS = "word-counts";

  private static final int PARTITIONS = 2;
  private static final String BYTE_RATE = "producer_byte_rate";

  private final Map<String, Object> client;
  private final String brokers;

  Topics(String brokers) {
    this.brokers = brokers;
    this.client = Map.of("bootstrap.servers", brokers, "client.id", "operator");
  }

  /** Creates a topic and waits until it can be written. */
  public void create(String topic) {
    // Small segments, so that the broker rolls and deletes some during the recording.
    Map<String, String> settings = Map.of("segment.bytes", "1048576", "retention.bytes", "4194304");
    try (TopicCreation creation = new TopicCreation(brokers)) {
      creation.create(topic, PARTITIONS, settings);
    }
  }

  /** Deletes a topic with all its records. */
  public void delete(String topic) throws ExecutionException, InterruptedException {
    try (Admin admin = Admin.create(client)) {
      admin.deleteTopics(List.of(topic)).all().get();
    }
  }

  /**
   * Writes one record to a topic's first partition.
   *
   * @return its offset
   */
  public long write(String topic, String value) throws ExecutionException, InterruptedException {
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(client, new StringSerializer(), new StringSerializer())) {
      return producer.send(new ProducerRecord<>(topic, 0, null, value)).get().offset();
    }
  }

  /** Deletes the records of a topic's first partition up to an offset, this one included. */
  public void deleteUpTo(String topic, long offset)
      throws ExecutionException, InterruptedException {
    try (Admin admin = Admin.create(client)) {
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
    try (Admin admin = Admin.create(client)) {
      ClientQuotaEntity entity = new ClientQuotaEntity(Map.of(ClientQuotaEntity.USER, user));
      List<ClientQuotaAlteration.Op> change =
          List.of(new ClientQuotaAlteration.Op(BYTE_RATE, bytesPerSecond));
      admin.alterClientQuotas(List.of(new ClientQuotaAlteration(entity, change))).all().get();
    }
  }
}
