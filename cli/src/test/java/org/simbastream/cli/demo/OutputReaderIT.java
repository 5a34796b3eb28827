package org.simbastream.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.simbastream.testbed.embedded.EmbeddedKafka;

/** The demo counts everything that its job has written, also what is committed last. */
@Timeout(120)
class OutputReaderIT {

  private static final long LONG_ENOUGH_TO_END_TOO_EARLY = 2; // seconds

  @Test
  void theEndIsNotReachedBeforeTheLastTransactionIsCommitted() throws Exception {
    try (EmbeddedKafka kafka = EmbeddedKafka.start();
        KafkaProducer<byte[], byte[]> producer = producer(kafka)) {
      for (String topic :
          List.of(
              DemoTopics.SUMMARIES,
              DemoTopics.SCORED,
              DemoTopics.WORK,
              DemoTopics.DEAD_LETTERS,
              DemoTopics.ALERTS)) {
        kafka.createTopic(topic, 1);
      }
      Totals totals = new Totals();
      OutputReader reader = new OutputReader(kafka.bootstrapServers(), totals, json -> {});
      producer.initTransactions();
      write(producer);
      producer.commitTransaction();
      write(producer);
      producer.flush();

      reader.readToTheEnd();
      CompletableFuture<Void> reading = CompletableFuture.runAsync(reader);
      assertThatThrownBy(() -> reading.get(LONG_ENOUGH_TO_END_TOO_EARLY, TimeUnit.SECONDS))
          .isInstanceOf(TimeoutException.class);
      producer.commitTransaction();
      reading.get();
      assertThat(totals.summaries()).isEqualTo(2);
      assertThat(totals.alerts()).as("that opened").isEqualTo(2);
    }
  }

  private static void write(KafkaProducer<byte[], byte[]> producer) {
    producer.beginTransaction();
    send(producer, DemoTopics.SUMMARIES, "{}");
    send(producer, DemoTopics.ALERTS, "{\"state\": \"opened\"}");
    send(producer, DemoTopics.ALERTS, "{\"state\": \"updated\"}");
  }

  private static void send(KafkaProducer<byte[], byte[]> producer, String topic, String value) {
    producer.send(new ProducerRecord<>(topic, value.getBytes(StandardCharsets.UTF_8)));
  }

  private static KafkaProducer<byte[], byte[]> producer(EmbeddedKafka kafka) {
    return new KafkaProducer<>(
        Map.of(
            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
            kafka.bootstrapServers(),
            ProducerConfig.TRANSACTIONAL_ID_CONFIG,
            "output-reader-it"),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }
}
