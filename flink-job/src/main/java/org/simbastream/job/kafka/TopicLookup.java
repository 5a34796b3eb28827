package org.simbastream.job.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.simbastream.job.options.InvalidConfigurationException;
import org.simbastream.job.options.SimbaConfiguration;
import org.simbastream.job.options.SimbaOptions;

/** Which topics there are, and how many partitions they have; asks for each once. */
public final class TopicLookup implements AutoCloseable {

  private final Admin admin;
  private final ConnectionProblem problem;
  private final Map<String, OptionalInt> partitions = new HashMap<>();

  private TopicLookup(Admin admin, ConnectionProblem problem) {
    this.admin = admin;
    this.problem = problem;
  }

  /**
   * Connects; takes ten seconds if no broker answers.
   *
   * @throws InvalidConfigurationException if the brokers can't be talked to; it names the option
   */
  public static TopicLookup open(SimbaConfiguration configuration) {
    ConnectionProblem problem =
        new ConnectionProblem(configuration.get(SimbaOptions.KAFKA_BOOTSTRAP_SERVERS));
    Admin admin;
    try {
      admin = Admin.create(configuration.adminProperties());
    } catch (KafkaException e) {
      throw new InvalidConfigurationException(List.of(problem.ofSetUp(e)));
    }
    TopicLookup lookup = new TopicLookup(admin, problem);
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
    return partitions.computeIfAbsent(topic, this::ask);
  }

  private OptionalInt ask(String topic) {
    try {
      return OptionalInt.of(new BrokerQuestions(admin).describe(topic).partitions().size());
    } catch (UnknownTopicOrPartitionException | InvalidTopicException e) {
      return OptionalInt.empty();
    } catch (KafkaException e) {
      throw new InvalidConfigurationException(List.of(problem.ofQuestion(e)));
    }
  }

  @Override
  public void close() {
    admin.close(Duration.ofSeconds(1));
  }
}
