package org.simbastream.job.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.clients.admin.DescribeConfigsOptions;
import org.apache.kafka.clients.admin.DescribeProducersOptions;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidConfigurationException;

/** The queries that {@link TopicCheck} sends to brokers; each takes at most ten seconds. */
final class BrokerQueries {

  /** How long an answer may take. */
  static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final int PATIENCE_MS = Math.toIntExact(PATIENCE.toMillis());
  private static final String MAX_TRANSACTION_TIMEOUT = "transaction.max.timeout.ms";

  private final Admin admin;

  BrokerQueries(Admin admin) {
    this.admin = admin;
  }

  /** The id of any broker. */
  int anyNode() {
    DescribeClusterOptions patience = new DescribeClusterOptions().timeoutMs(PATIENCE_MS);
    return answer(admin.describeCluster(patience).nodes()).iterator().next().id();
  }

  /** The names of all topics, Kafka's internal ones left out. */
  Set<String> topics() {
    return answer(admin.listTopics(new ListTopicsOptions().timeoutMs(PATIENCE_MS)).names());
  }

  /**
   * Describes a topic.
   *
   * @throws org.apache.kafka.common.errors.UnknownTopicOrPartitionException if it doesn't exist
   */
  TopicDescription describe(String topic) {
    DescribeTopicsOptions patience = new DescribeTopicsOptions().timeoutMs(PATIENCE_MS);
    return answer(admin.describeTopics(List.of(topic), patience).topicNameValues().get(topic));
  }

  /**
   * The longest transaction timeout that a broker allows.
   *
   * @throws KafkaException if the broker doesn't answer
   */
  Duration maxTransactionTimeout(int node) {
    ConfigResource broker = new ConfigResource(ConfigResource.Type.BROKER, Integer.toString(node));
    DescribeConfigsOptions patience = new DescribeConfigsOptions().timeoutMs(PATIENCE_MS);
    ConfigEntry entry =
        answer(admin.describeConfigs(List.of(broker), patience).values().get(broker))
            .get(MAX_TRANSACTION_TIMEOUT);
    if (entry == null || entry.value() == null) {
      throw new InvalidConfigurationException("the brokers report no " + MAX_TRANSACTION_TIMEOUT);
    }
    return Duration.ofMillis(Long.parseLong(entry.value()));
  }

  /**
   * A topic's settings, by Kafka's names.
   *
   * @throws KafkaException if the brokers don't answer
   */
  Map<String, String> settings(String topic) {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    DescribeConfigsOptions patience = new DescribeConfigsOptions().timeoutMs(PATIENCE_MS);
    Map<String, String> settings = new HashMap<>();
    answer(admin.describeConfigs(List.of(resource), patience).values().get(resource))
        .entries()
        .forEach(entry -> settings.put(entry.name(), entry.value()));
    return settings;
  }

  /**
   * The earliest offsets that partitions have.
   *
   * @throws KafkaException if the brokers don't answer
   */
  Map<TopicPartition, Long> beginnings(Set<TopicPartition> partitions) {
    Map<TopicPartition, OffsetSpec> earliest = new HashMap<>();
    partitions.forEach(partition -> earliest.put(partition, OffsetSpec.earliest()));
    ListOffsetsOptions patience = new ListOffsetsOptions().timeoutMs(PATIENCE_MS);
    Map<TopicPartition, Long> beginnings = new HashMap<>();
    answer(admin.listOffsets(earliest, patience).all())
        .forEach((partition, found) -> beginnings.put(partition, found.offset()));
    return beginnings;
  }

  /**
   * Queries the producers of a topic, as a transactional sink does when it starts.
   *
   * @throws KafkaException if the brokers don't answer
   */
  void askForProducers(String topic) {
    List<TopicPartition> partitions =
        describe(topic).partitions().stream()
            .map(partition -> new TopicPartition(topic, partition.partition()))
            .toList();
    DescribeProducersOptions patience = new DescribeProducersOptions().timeoutMs(PATIENCE_MS);
    answer(admin.describeProducers(partitions, patience).all());
  }

  /** Waits for an answer; rethrows failures as Kafka's own exceptions. */
  static <T> T answer(KafkaFuture<T> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof KafkaException kafka ? kafka : new KafkaException(e.getCause());
    } catch (InterruptedException e) {
      throw new InterruptException(e); // sets the interrupted flag again
    }
  }
}
