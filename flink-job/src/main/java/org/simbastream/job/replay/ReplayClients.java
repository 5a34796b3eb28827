package org.simbastream.job.replay;

import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.simbastream.job.options.SimbaConfiguration;

/** Kafka's clients as a replay needs them, connected as the job's are. */
final class ReplayClients {

  /** The greatest number of letters in one transaction. */
  static final int LETTERS_AT_ONCE = 200;

  private static final String NAME = "replay";

  // An open transaction holds back every read_committed reader of the topic, the job included, so
  // one that a killed replay leaves behind must not last as long as the job's may.
  private static final int TRANSACTION_TIMEOUT_MS = 60_000;

  private static final String LARGEST_REQUEST = Integer.toString(256 * 1024 * 1024);
  private static final String SMALL_FETCH = Integer.toString(64 * 1024);

  private final SimbaConfiguration configuration;

  ReplayClients(SimbaConfiguration configuration) {
    this.configuration = configuration;
  }

  /** The consumer group under whose name progress is stored. */
  String group() {
    return configuration.groupId() + "-" + NAME;
  }

  /** A consumer of committed dead letters. */
  KafkaConsumer<byte[], byte[]> letters() {
    Properties properties = reading();
    properties.setProperty(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    properties.setProperty(
        ConsumerConfig.MAX_POLL_RECORDS_CONFIG, Integer.toString(LETTERS_AT_ONCE));
    return consumer(properties);
  }

  /** A consumer of single input records, configured as in the job. */
  KafkaConsumer<byte[], byte[]> originals() {
    Properties properties = reading();
    // One record is wanted at a time; Kafka sends a whole batch however large it is.
    properties.setProperty(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, SMALL_FETCH);
    properties.setProperty(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, SMALL_FETCH);
    return consumer(properties);
  }

  /** A transactional producer; the next one ends a transaction that this one leaves open. */
  KafkaProducer<byte[], byte[]> producer() {
    Properties properties = configuration.producerProperties();
    properties.setProperty(
        ProducerConfig.TRANSACTIONAL_ID_CONFIG, configuration.transactionalIdPrefix(NAME));
    int given = Integer.parseInt(properties.getProperty(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG));
    properties.setProperty(
        ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
        Integer.toString(Math.min(given, TRANSACTION_TIMEOUT_MS)));
    // The topic's own limit decides what is too large, not the client's.
    properties.putIfAbsent(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, LARGEST_REQUEST);
    properties.putIfAbsent(ProducerConfig.BUFFER_MEMORY_CONFIG, LARGEST_REQUEST);
    return new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
  }

  private Properties reading() {
    Properties properties = configuration.consumerProperties();
    properties.setProperty(ConsumerConfig.GROUP_ID_CONFIG, group());
    properties.setProperty(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
    properties.setProperty(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    properties.setProperty(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
    return properties;
  }

  private static KafkaConsumer<byte[], byte[]> consumer(Properties properties) {
    return new KafkaConsumer<>(
        properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }
}
