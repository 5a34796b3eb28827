package org.simbastream.job.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.simbastream.job.options.InvalidConfigurationException;
import org.simbastream.job.options.SimbaConfiguration;
import org.simbastream.job.options.SimbaOptions;

/** Looks up topics and their numbers of partitions; queries each topic once. */
public final class TopicLookup implements AutoCloseable {

  private final Admin admin;
  private final ConnectionProblem problem;
  private final String brokers;
  private final Map<String, Optional<TopicDescription>> topics = new HashMap<>();

  private TopicLookup(Admin admin, String brokers) {
    this.admin = admin;
    this.problem = new ConnectionProblem(brokers);
    this.brokers = brokers;
  }

  /**
   * Connects; takes ten seconds if no broker answers.
   *
   * @throws InvalidConfigurationException if the brokers can't be talked to; it names the option
   */
  public static TopicLookup open(SimbaConfiguration configuration) {
    String brokers = configuration.get(SimbaOptions.KAFKA_BOOTSTRAP_SERVERS);
    ConnectionProblem problem = new ConnectionProblem(brokers);
    Admin admin;
    try {
      admin = Admin.create(configuration.adminProperties());
    } catch (KafkaException e) {
      throw new InvalidConfigurationException(List.of(problem.ofSetUp(e)));
    }
    TopicLookup lookup = new TopicLookup(admin, brokers);
    try {
      new BrokerQueries(admin).anyNode();
      return lookup;
    } catch (KafkaException e) {
      lookup.close();
      throw new InvalidConfigurationException(List.of(problem.ofQuestion(e)));
    }
  }

  /**
   * How many partitions a topic has; empty if there is no such topic.
   *
   * @throws InvalidConfigurationException if the brokers don't answer
   */
  public OptionalInt partitions(String topic) {
    Optional<TopicDescription> found = topics.computeIfAbsent(topic, this::ask);
    return found.isPresent()
        ? OptionalInt.of(found.get().partitions().size())
        : OptionalInt.empty();
  }

  /**
   * Kafka's id of a topic, which another one of the same name does not have; the zero id if the
   * brokers are too old to have ids, or there is no such topic.
   *
   * @throws InvalidConfigurationException if the brokers don't answer
   */
  public Uuid id(String topic) {
    return topics
        .computeIfAbsent(topic, this::ask)
        .map(TopicDescription::topicId)
        .orElse(Uuid.ZERO_UUID);
  }

  /**
   * The end offset of a partition, uncommitted records included.
   *
   * @throws InvalidConfigurationException if the brokers don't answer
   */
  public long end(TopicPartition partition) {
    try {
      return BrokerQueries.answer(
              admin.listOffsets(Map.of(partition, OffsetSpec.latest())).partitionResult(partition))
          .offset();
    } catch (KafkaException e) {
      throw new InvalidConfigurationException(List.of(problem.ofQuestion(e)));
    }
  }

  /**
   * Creates a compacted topic if it does not exist, else checks that no records in it expire.
   *
   * @param option the option that names it
   * @throws InvalidConfigurationException if it can't be created, or its records expire
   */
  public void requireCompacted(String option, String topic) {
    CompactedTopic wanted = new CompactedTopic(admin, option, topic, brokers);
    if (partitions(topic).isEmpty()) {
      wanted.create();
      topics.remove(topic);
    } else {
      wanted.requireCompaction();
    }
  }

  private Optional<TopicDescription> ask(String topic) {
    try {
      return Optional.of(new BrokerQueries(admin).describe(topic));
    } catch (UnknownTopicOrPartitionException | InvalidTopicException e) {
      return Optional.empty();
    } catch (KafkaException e) {
      throw new InvalidConfigurationException(List.of(problem.ofQuestion(e)));
    }
  }

  @Override
  public void close() {
    admin.close(Duration.ofSeconds(1));
  }
}
