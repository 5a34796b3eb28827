package org.simbastream.job.kafka;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.CreateTopicsOptions;
import org.apache.kafka.clients.admin.DescribeConfigsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.simbastream.job.options.InvalidConfigurationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A compacted topic of one partition, which keeps the last record of each key. */
final class CompactedTopic {

  private static final Logger LOG = LoggerFactory.getLogger(CompactedTopic.class);
  private static final int PATIENCE_MS = Math.toIntExact(BrokerQueries.PATIENCE.toMillis());
  private static final String POLICY = TopicConfig.CLEANUP_POLICY_CONFIG;
  private static final String COMPACT = TopicConfig.CLEANUP_POLICY_COMPACT;

  private final Admin admin;
  private final String option;
  private final String topic;
  private final String brokers;

  /**
   * @param option the option that names it
   */
  CompactedTopic(Admin admin, String option, String topic, String brokers) {
    this.admin = admin;
    this.option = option;
    this.topic = topic;
    this.brokers = brokers;
  }

  /**
   * Creates the topic with the brokers' default replication.
   *
   * @throws InvalidConfigurationException if the brokers refuse; the message gives the command that
   *     creates it
   */
  void create() {
    NewTopic wanted =
        new NewTopic(topic, Optional.of(1), Optional.empty()).configs(Map.of(POLICY, COMPACT));
    try {
      BrokerQueries.answer(
          admin
              .createTopics(List.of(wanted), new CreateTopicsOptions().timeoutMs(PATIENCE_MS))
              .all());
    } catch (TopicExistsException e) {
      LOG.debug("Somebody else created {} meanwhile", topic);
    } catch (KafkaException e) {
      throw new InvalidConfigurationException(
          List.of(
              ("%s names '%s', which does not exist and can't be created: %s; create it:"
                      + " kafka-topics.sh --bootstrap-server %s --create --topic %s --partitions 1"
                      + " --config %s=%s")
                  .formatted(
                      option,
                      topic,
                      ConnectionProblem.rootMessage(e),
                      brokers,
                      topic,
                      POLICY,
                      COMPACT)));
    }
  }

  /**
   * Checks that no records in the topic expire.
   *
   * @throws InvalidConfigurationException if it deletes by age or size
   */
  void requireCompaction() {
    String policy;
    try {
      policy = policy();
    } catch (KafkaException e) {
      // Reading this setting takes a permission that writing does not.
      LOG.info(
          "The settings of topic {} can't be read from the brokers: {}",
          topic,
          ConnectionProblem.rootMessage(e));
      return;
    }
    Set<String> policies =
        Arrays.stream(policy.split(",")).map(String::strip).collect(Collectors.toSet());
    if (!policies.equals(Set.of(COMPACT))) {
      throw new InvalidConfigurationException(
          List.of(
              ("%s names '%s', which has %s=%s and would forget what was replayed; correct it:"
                      + " kafka-configs.sh --bootstrap-server %s --alter --entity-type topics"
                      + " --entity-name %s --add-config %s=%s")
                  .formatted(option, topic, POLICY, policy, brokers, topic, POLICY, COMPACT)));
    }
  }

  private String policy() {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    DescribeConfigsOptions patience = new DescribeConfigsOptions().timeoutMs(PATIENCE_MS);
    ConfigEntry entry =
        BrokerQueries.answer(
                admin.describeConfigs(List.of(resource), patience).values().get(resource))
            .get(POLICY);
    return entry == null || entry.value() == null ? COMPACT : entry.value();
  }
}
