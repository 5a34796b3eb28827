package org.simbastream.dashboard.feed;

import java.util.Properties;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.simbastream.job.options.SimbaConfiguration;

/** Opens consumers of committed results, without a consumer group. */
final class ResultConsumers {

  private static final String PATIENCE_MS = "10000";

  private ResultConsumers() {}

  /**
   * Connects one as the job's are.
   *
   * @param name the client id
   */
  static Consumer<byte[], byte[]> open(SimbaConfiguration configuration, String name) {
    Properties properties = configuration.consumerProperties();
    properties.remove(ConsumerConfig.GROUP_ID_CONFIG); // nothing is committed
    properties.remove(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG);
    properties.setProperty(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
    properties.setProperty(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    properties.setProperty(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    properties.setProperty(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
    properties.setProperty(ConsumerConfig.CLIENT_ID_CONFIG, name);
    properties.putIfAbsent(ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, "1000");
    properties.putIfAbsent(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, PATIENCE_MS);
    properties.putIfAbsent(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE_MS);
    properties.putIfAbsent(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, "8388608");
    return new KafkaConsumer<>(
        properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }
}
