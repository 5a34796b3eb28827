package org.simbastream.job.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.flink.connector.kafka.sink.KafkaCommittable;
import org.apache.flink.connector.kafka.sink.internal.FlinkKafkaInternalProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.simbastream.testbed.embedded.EmbeddedKafka;

/** What a real broker tells of transactions that can't be committed any more. */
@Timeout(120)
class CommitOutcomeIT {

  @Test
  void whatWasCommittedIsToldFromWhatIsLost() throws Exception {
    try (EmbeddedKafka kafka = EmbeddedKafka.start()) {
      kafka.createTopic("results", 1);
      Properties client = new Properties();
      client.putAll(kafka.clientSettings());

      KafkaCommittable committed;
      try (var producer = begin(kafka, "committed")) {
        committed = KafkaCommittable.of(producer);
        producer.commitTransaction();
      }
      assertThat(CommitOutcome.of(committed, client)).isEqualTo(CommitOutcome.COMMITTED);

      KafkaCommittable aborted;
      try (var producer = begin(kafka, "aborted")) {
        aborted = KafkaCommittable.of(producer);
        producer.abortTransaction();
      }
      assertThat(CommitOutcome.of(aborted, client)).isEqualTo(CommitOutcome.ABORTED);

      KafkaCommittable unheard = new KafkaCommittable(7L, (short) 0, "never-begun", null);
      assertThat(CommitOutcome.of(unheard, client)).isEqualTo(CommitOutcome.UNKNOWN);
    }
  }

  private static FlinkKafkaInternalProducer<byte[], byte[]> begin(EmbeddedKafka kafka, String id)
      throws Exception {
    Properties settings = new Properties();
    Map<String, Object> serializers = new HashMap<>(kafka.clientSettings());
    serializers.put("key.serializer", ByteArraySerializer.class.getName());
    serializers.put("value.serializer", ByteArraySerializer.class.getName());
    settings.putAll(serializers);
    FlinkKafkaInternalProducer<byte[], byte[]> producer =
        new FlinkKafkaInternalProducer<>(settings, id);
    producer.initTransactions();
    producer.beginTransaction();
    producer.send(new ProducerRecord<>("results", new byte[] {1})).get();
    return producer;
  }
}
