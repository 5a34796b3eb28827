package org.simbastream.cli.teach;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.simbastream.formats.TeachingJson;
import org.simbastream.job.kafka.TopicLookup;
import org.simbastream.job.options.InvalidConfigurationException;
import org.simbastream.job.options.SimbaConfiguration;
import org.simbastream.job.options.SimbaOptions;
import org.simbastream.records.Teaching;

/** The topic from which a job learns what people teach: the last record of each id counts. */
public final class ControlTopic {

  private static final Duration POLL = Duration.ofMillis(200);

  private final SimbaConfiguration configuration;
  private final String topic;
  private final PrintStream err;

  private ControlTopic(SimbaConfiguration configuration, String topic, PrintStream err) {
    this.configuration = configuration;
    this.topic = topic;
    this.err = err;
  }

  /**
   * The topic of a job.
   *
   * @param err takes what can't be read
   * @throws InvalidConfigurationException if there is none
   */
  public static ControlTopic of(SimbaConfiguration configuration, PrintStream err) {
    configuration.requireBrokers();
    String topic = configuration.get(SimbaOptions.CONTROL_TOPIC);
    try (TopicLookup topics = TopicLookup.open(configuration)) {
      if (topics.partitions(topic).isEmpty()) {
        throw new InvalidConfigurationException(
            List.of(
                ("%s names '%s', which does not exist: set %s to true in the job's file, and create"
                        + " the topic: kafka-topics.sh --bootstrap-server %s --create --topic %s"
                        + " --partitions 1 --config cleanup.policy=compact")
                    .formatted(
                        SimbaOptions.CONTROL_TOPIC.key(),
                        topic,
                        SimbaOptions.CONTROL_ENABLED.key(),
                        configuration.get(SimbaOptions.KAFKA_BOOTSTRAP_SERVERS),
                        topic)));
      }
    }
    return new ControlTopic(configuration, topic, err);
  }

  /**
   * Writes what a person teaches.
   *
   * @throws IOException if Kafka does not take it
   * @throws IllegalArgumentException if the job would not understand it
   */
  public void teach(Teaching teaching) throws IOException {
    byte[] id = teaching.id().getBytes(StandardCharsets.UTF_8);
    byte[] value = TeachingJson.write(teaching);
    try {
      TeachingJson.read(id, value, teaching.at());
    } catch (IOException e) {
      throw new IllegalArgumentException("the job would refuse this: " + e.getMessage(), e);
    }
    Properties properties = configuration.producerProperties();
    properties.remove(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG);
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
      producer.send(new ProducerRecord<>(topic, id, value)).get();
    } catch (ExecutionException e) {
      throw refused(e.getCause());
    } catch (KafkaException e) {
      throw refused(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while writing to topic " + topic, e);
    }
  }

  private IOException refused(Throwable why) {
    return new IOException(
        "topic " + topic + " does not take it, nothing is taught: " + why.getMessage(), why);
  }

  /** What was taught and not undone, by id, in the order in which it was said. */
  public Map<String, Teaching> taught() {
    Properties properties = configuration.consumerProperties();
    properties.remove(ConsumerConfig.GROUP_ID_CONFIG); // it remembers no place
    properties.setProperty(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
    Map<String, Teaching> taught = new LinkedHashMap<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(partition -> new TopicPartition(topic, partition.partition()))
              .toList();
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      while (partitions.stream().anyMatch(it -> consumer.position(it) < ends.get(it))) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          add(record, taught);
        }
      }
    }
    return taught;
  }

  private void add(ConsumerRecord<byte[], byte[]> record, Map<String, Teaching> taught) {
    Teaching teaching;
    try {
      teaching = TeachingJson.read(record.key(), record.value(), record.timestamp());
    } catch (IOException e) {
      err.printf(
          "simba: the record at %s-%d@%d teaches nothing: %s%n",
          topic, record.partition(), record.offset(), e.getMessage());
      return;
    }
    taught.remove(teaching.id());
    if (teaching.action() != Teaching.Action.UNDO) {
      taught.put(teaching.id(), teaching);
    }
  }
}
