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

/** Which topics there are, and how many partitions they have; asks for each once. */
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
      new BrokerQuestions(admin).anyNode();
      return lookup;
    } catch (KafkaException e) {
      lookup.close();
      throw new InvalidConfigurationException(List.of(problem.ofQuestion(e)));
    }
  }

  /**
   * How many partitions a topic has; empty if there is no such topic.
   *
   * @throws InvalidConfigurationException if the brokers don't tell
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
   * @throws InvalidConfigurationException if the brokers don't tell
   */
  public Uuid id(String topic) {
    return topics
        .computeIfAbsent(topic, this::ask)
        .map(TopicDescription::topicId)
        .orElse(Uuid.ZERO_UUID);
  }

  /**
   * Where a partition ends, what is not yet committed included.
   *
   * @throws InvalidConfigurationException if the brokers don't tell
   */
  public long end(TopicPartition partition) {
    try {
      return BrokerQuestions.answer(
              admin.listOffsets(Map.of(partition, OffsetSpec.latest())).partitionResult(partition))
          .offset();
    } catch (KafkaException e) {
      throw new InvalidConfigurationException(List.of(problem.ofQuestion(e)));
    }
  }

  /**
   * Sees to it that there is a topic that keeps the last record of each key for ever.
   *
   * @param option the option that names it
   * @throws InvalidConfigurationException if it can't be created, or what is in it expires
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
      return Optional.of(new BrokerQuestions(admin).describe(topic));
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
