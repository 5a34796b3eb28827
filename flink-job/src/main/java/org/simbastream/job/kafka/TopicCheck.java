package org.simbastream.job.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.util.TimeUtils;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.simbastream.job.format.TopicLimits;
import org.simbastream.job.options.InvalidConfigurationException;
import org.simbastream.job.options.SimbaConfiguration;
import org.simbastream.job.options.SimbaOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks Kafka before a job is submitted, since the job would otherwise fail later with less clear
 * errors: a broker answers, the topics exist, the transaction timeout is allowed, and the clients'
 * properties are valid for a consumer and a transactional producer.
 */
public final class TopicCheck {

  private static final Logger LOG = LoggerFactory.getLogger(TopicCheck.class);

  private static final List<String> PRODUCER_CLASSES =
      List.of(
          ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG);
  private static final List<String> CONSUMER_CLASSES =
      List.of(
          ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG,
          ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG);

  private static final String COMPACTED =
      TopicConfig.CLEANUP_POLICY_CONFIG + "=" + TopicConfig.CLEANUP_POLICY_COMPACT;

  /** What the topics that must be compacted would forget otherwise, by the option of each. */
  private static final Map<ConfigOption<?>, String> FORGOTTEN =
      Map.of(
          SimbaOptions.ALERTS_TOPIC, "open alerts",
          SimbaOptions.CONTROL_TOPIC, "what people taught");

  private final SimbaConfiguration configuration;
  private final String brokers;
  private final List<String> problems = new ArrayList<>();

  private TopicCheck(SimbaConfiguration configuration) {
    this.configuration = configuration;
    this.brokers = configuration.get(SimbaOptions.KAFKA_BOOTSTRAP_SERVERS);
  }

  /**
   * Checks what a job requires of Kafka; takes ten seconds if no broker answers.
   *
   * @throws InvalidConfigurationException with every problem and its remedy
   */
  public static void run(SimbaConfiguration configuration) {
    TopicCheck check = new TopicCheck(configuration.requireKafka());
    check.connectAndAsk();
    if (!check.problems.isEmpty()) {
      throw new InvalidConfigurationException(check.problems);
    }
  }

  private void connectAndAsk() {
    ConnectionProblem problem = new ConnectionProblem(brokers);
    checkClients(problem);
    Admin admin;
    try {
      admin = Admin.create(configuration.adminProperties());
    } catch (KafkaException e) {
      problems.add(problem.ofSetUp(e));
      return;
    }
    try {
      ask(new BrokerQueries(admin));
    } catch (KafkaException e) {
      problems.add(problem.ofQuestion(e));
    } finally {
      admin.close(Duration.ofSeconds(1));
    }
  }

  /** Checks the properties that the job's clients would refuse at each start. */
  private void checkClients(ConnectionProblem problem) {
    Properties producer = configuration.producerProperties();
    producer.setProperty(ProducerConfig.TRANSACTIONAL_ID_CONFIG, "any");
    setAll(producer, ByteArraySerializer.class, PRODUCER_CLASSES);
    checkClient("simba.kafka.producer.", () -> new ProducerConfig(producer), problem);
    int most = BrokerTopicLimits.producerBytes(producer);
    if (most < TopicLimits.LEAST_RECORD_BYTES) {
      problems.add(
          ("simba.kafka.producer.max.request.size (or buffer.memory) allows records of at most %d"
                  + " bytes, too few for any result; give %d or more, or remove it.")
              .formatted(most, 2 * TopicLimits.LEAST_RECORD_BYTES));
    }
    Properties consumer = configuration.consumerProperties();
    setAll(consumer, ByteArrayDeserializer.class, CONSUMER_CLASSES);
    checkClient("simba.kafka.consumer.", () -> new ConsumerConfig(consumer), problem);
  }

  private void checkClient(String prefix, Runnable setUp, ConnectionProblem problem) {
    try {
      setUp.run();
    } catch (ConfigException e) {
      problems.add(problem.ofClient(prefix, e));
    }
  }

  private static void setAll(Properties properties, Class<?> type, List<String> names) {
    names.forEach(name -> properties.setProperty(name, type.getName()));
  }

  private void ask(BrokerQueries kafka) {
    int node = kafka.anyNode();
    configuration
        .find(SimbaOptions.INPUT_TOPICS)
        .ifPresent(
            topics -> topics.forEach(it -> checkExists(kafka, SimbaOptions.INPUT_TOPICS, it)));
    configuration
        .find(SimbaOptions.INPUT_TOPIC_PATTERN)
        .ifPresent(pattern -> checkMatches(kafka, pattern));
    configuration
        .outputTopics()
        .forEach(
            (option, topic) -> {
              if (checkExists(kafka, option, topic)) {
                checkRoom(kafka, option, topic);
                checkCompacted(kafka, option, topic);
                checkProducersShown(kafka, option, topic);
              }
            });
    if (configuration.get(SimbaOptions.CONTROL_ENABLED)) {
      String topic = configuration.get(SimbaOptions.CONTROL_TOPIC);
      if (checkExists(kafka, SimbaOptions.CONTROL_TOPIC, topic)) {
        checkCompacted(kafka, SimbaOptions.CONTROL_TOPIC, topic);
      }
    }
    checkTransactionTimeout(kafka, node);
  }

  private boolean checkExists(BrokerQueries kafka, ConfigOption<?> option, String topic) {
    try {
      kafka.describe(topic);
      return true;
    } catch (UnknownTopicOrPartitionException e) {
      problems.add(
          ("%s names '%s', which does not exist; create it: kafka-topics.sh "
                  + "--bootstrap-server %s --create --topic %s --partitions 1%s")
              .formatted(
                  option.key(),
                  topic,
                  brokers,
                  topic,
                  FORGOTTEN.containsKey(option) ? " --config " + COMPACTED : ""));
      return false;
    }
  }

  /** Checks that the topic allows records large enough for cut results. */
  private void checkRoom(BrokerQueries kafka, ConfigOption<?> option, String topic) {
    int least = TopicLimits.LEAST_RECORD_BYTES;
    try {
      int most = BrokerTopicLimits.limits(kafka, topic).maxRecordBytes();
      if (most < least) {
        problems.add(
            ("%s names '%s', which takes records of %d bytes at most, too few for any result; raise"
                    + " its max.message.bytes to %d or more: kafka-configs.sh --bootstrap-server %s"
                    + " --alter --topic %s --add-config max.message.bytes=1048588")
                .formatted(option.key(), topic, most, 2 * least, brokers, topic));
      }
    } catch (KafkaException e) {
      // Reading it takes a permission that writing does not; refused results are then cut.
      LOG.info(
          "The settings of topic {} can't be read from the brokers: {}",
          topic,
          ConnectionProblem.rootMessage(e));
    }
  }

  /** Checks that a topic whose last record of each key counts keeps it. */
  private void checkCompacted(BrokerQueries kafka, ConfigOption<?> option, String topic) {
    if (!FORGOTTEN.containsKey(option)) {
      return;
    }
    try {
      String policy = kafka.settings(topic).get(TopicConfig.CLEANUP_POLICY_CONFIG);
      if (policy != null && !policy.contains(TopicConfig.CLEANUP_POLICY_COMPACT)) {
        problems.add(
            ("%s names '%s', which has %s=%s and would forget %s; correct it:"
                    + " kafka-configs.sh --bootstrap-server %s --alter --entity-type topics"
                    + " --entity-name %s --add-config %s")
                .formatted(
                    option.key(),
                    topic,
                    TopicConfig.CLEANUP_POLICY_CONFIG,
                    policy,
                    FORGOTTEN.get(option),
                    brokers,
                    topic,
                    COMPACTED));
      }
    } catch (KafkaException e) {
      // Reading it takes a permission that writing does not; checkRoom has told.
      LOG.debug("The settings of topic {} can't be read from the brokers", topic, e);
    }
  }

  /**
   * Checks that producers can be listed: a starting sink looks for open transactions on its topic.
   */
  private void checkProducersShown(BrokerQueries kafka, ConfigOption<?> option, String topic) {
    try {
      kafka.askForProducers(topic);
    } catch (AuthorizationException e) {
      problems.add(
          ("%s names '%s', but its producers can't be listed (%s), so open transactions can't be"
                  + " found; allow this user to read the topic: kafka-acls.sh --bootstrap-server %s"
                  + " --add --allow-principal User:NAME --operation Read --topic %s")
              .formatted(option.key(), topic, e.getMessage(), brokers, topic));
    } catch (UnsupportedVersionException e) {
      problems.add(
          ("%s is '%s', but its brokers are older than 3.0 (%s); exactly-once results need Kafka"
                  + " 3.0 or newer.")
              .formatted(SimbaOptions.KAFKA_BOOTSTRAP_SERVERS.key(), brokers, e.getMessage()));
    }
  }

  private void checkMatches(BrokerQueries kafka, String pattern) {
    Set<String> topics = kafka.topics();
    if (topics.stream().noneMatch(Pattern.compile(pattern).asMatchPredicate())) {
      problems.add(
          ("%s is '%s', which matches none of the %d topics; correct it or create one "
                  + "first: kafka-topics.sh --bootstrap-server %s --create --topic NAME "
                  + "--partitions 1")
              .formatted(SimbaOptions.INPUT_TOPIC_PATTERN.key(), pattern, topics.size(), brokers));
    }
  }

  private void checkTransactionTimeout(BrokerQueries kafka, int node) {
    Duration timeout = configuration.get(SimbaOptions.OUTPUT_TRANSACTION_TIMEOUT);
    Duration most;
    try {
      most = kafka.maxTransactionTimeout(node);
    } catch (KafkaException e) {
      // Reading this setting takes a permission that transactional writing does not.
      LOG.info(
          "transaction.max.timeout.ms can't be read from the brokers: {}",
          ConnectionProblem.rootMessage(e));
      return;
    }
    if (timeout.compareTo(most) > 0) {
      problems.add(
          ("%s is '%s', but the brokers allow at most %s; give no more or raise their "
                  + "transaction.max.timeout.ms.")
              .formatted(
                  SimbaOptions.OUTPUT_TRANSACTION_TIMEOUT.key(),
                  TimeUtils.formatWithHighestUnit(timeout),
                  TimeUtils.formatWithHighestUnit(most)));
    }
  }
}
