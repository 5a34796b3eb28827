package org.simbastream.job.kafka;

import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.simbastream.job.format.TopicLimits;
import org.simbastream.job.options.SimbaConfiguration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Queries a topic's limits from the brokers at each call, since a topic's settings may change
 * between two starts of a task. If the brokers don't allow the question, the limits follow from the
 * records that they have refused so far ({@link LearntTopicLimits}); if they don't answer, the task
 * can't start.
 */
public final class BrokerTopicLimits implements TopicLimits.Source {

  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(BrokerTopicLimits.class);
  private static final String CREATE_TIME = "CreateTime";

  /** The margin for brokers that recompress records and make them slightly longer. */
  private static final int SHARE_FOR_COMPRESSION = 64;

  private final Properties admin;
  private final int producerBytes;

  private BrokerTopicLimits(Properties admin, int producerBytes) {
    this.admin = admin;
    this.producerBytes = producerBytes;
  }

  /** For the topics that a job writes. */
  public static BrokerTopicLimits of(SimbaConfiguration configuration) {
    return new BrokerTopicLimits(
        configuration.adminProperties(), producerBytes(configuration.producerProperties()));
  }

  @Override
  public TopicLimits of(String topic) {
    TopicLimits told = TopicLimits.USUAL;
    try (Admin client = Admin.create(admin)) {
      try {
        told = limits(new BrokerQueries(client), topic);
      } finally {
        client.close(Duration.ofSeconds(1));
      }
    } catch (KafkaException e) {
      if (isPassing(e)) {
        throw new KafkaException(
            "the brokers don't answer what the limits of topic '%s' are, so the task has to start again: %s"
                .formatted(topic, ConnectionProblem.rootMessage(e)),
            e);
      }
      LOG.warn(
          "The limits of topic {} can't be read from the brokers, so Kafka's defaults are assumed:"
              + " {}; allow DescribeConfigs on the topic",
          topic,
          ConnectionProblem.rootMessage(e));
    }
    int bytes = Math.min(told.maxRecordBytes(), producerBytes);
    TopicLimits limits = new TopicLimits(bytes, told.maxBehindMs());
    return LearntTopicLimits.narrowed(limits, LearntTopicLimits.brokers(admin), topic);
  }

  /**
   * Whether a problem passes by itself, as brokers that are away do. To assume limits then would
   * cut results, after the first refusal, that a run without the problem writes whole.
   */
  private static boolean isPassing(KafkaException e) {
    return e instanceof RetriableException && !(e instanceof UnknownTopicOrPartitionException);
  }

  /**
   * The longest record that a producer sends.
   *
   * @param producer its properties
   */
  static int producerBytes(Properties producer) {
    int request =
        number(
            producer, ProducerConfig.MAX_REQUEST_SIZE_CONFIG, TopicLimits.USUAL.maxRecordBytes());
    return Math.min(
        request, number(producer, ProducerConfig.BUFFER_MEMORY_CONFIG, Integer.MAX_VALUE));
  }

  /**
   * The limits of a topic.
   *
   * @throws KafkaException if the brokers don't answer
   */
  static TopicLimits limits(BrokerQueries kafka, String topic) {
    Map<String, String> settings = kafka.settings(topic);
    long bytes =
        number(settings, TopicConfig.MAX_MESSAGE_BYTES_CONFIG, TopicLimits.USUAL.maxRecordBytes());
    String type = settings.getOrDefault(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, CREATE_TIME);
    long behind =
        type.equals(CREATE_TIME)
            ? number(settings, TopicConfig.MESSAGE_TIMESTAMP_BEFORE_MAX_MS_CONFIG, Long.MAX_VALUE)
            : Long.MAX_VALUE;
    return new TopicLimits(Math.toIntExact(bytes - bytes / SHARE_FOR_COMPRESSION), behind);
  }

  private static long number(Map<String, String> settings, String name, long usual) {
    String value = settings.get(name);
    return value == null ? usual : Long.parseLong(value);
  }

  /** A property as a number; the producer itself refuses values that are no numbers. */
  private static int number(Properties properties, String name, int usual) {
    try {
      long given = Long.parseLong(properties.getProperty(name, Integer.toString(usual)).strip());
      return (int) Math.max(0, Math.min(given, Integer.MAX_VALUE));
    } catch (NumberFormatException e) {
      return usual;
    }
  }
}
