package org.simbastream.job.replay;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.flink.api.common.functions.util.ListCollector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.simbastream.job.format.IncomingRecordDeserializer;
import org.simbastream.job.format.JsonRecordSerializer;
import org.simbastream.job.format.JsonWriter;
import org.simbastream.job.format.PositionFields;
import org.simbastream.job.options.SimbaConfiguration;
import org.simbastream.records.DeadLetter;
import org.simbastream.records.IncomingRecord;
import org.simbastream.testbed.embedded.EmbeddedKafka;

/** A topic of records, and one of the dead letters that the job's own code makes of them. */
final class ReplayKit {

  static final int PARTITIONS = 2;
  static final long TIME = 1_700_000_000_000L;

  final String input;
  final String letters;

  private final EmbeddedKafka kafka;
  private final Map<String, String> more; // options
  private final long[] rejectedTo = new long[PARTITIONS];

  /**
   * @param name what its topics begin with
   */
  ReplayKit(EmbeddedKafka kafka, String name) {
    this(kafka, name, Map.of());
  }

  /**
   * @param name what its topics begin with
   * @param more further options
   */
  ReplayKit(EmbeddedKafka kafka, String name, Map<String, String> more) {
    this.kafka = kafka;
    this.more = more;
    this.input = name + "-logs";
    this.letters = name + "-dead-letters";
    kafka.createTopic(input, PARTITIONS, Map.of("retention.ms", "-1"));
    kafka.createTopic(letters, PARTITIONS, Map.of("retention.ms", "-1"));
  }

  /** What the job would be configured with: JSON records with a message. */
  Map<String, String> options() {
    return Map.of(
        "simba.name",
        input,
        "simba.kafka.bootstrap-servers",
        kafka.bootstrapServers(),
        "simba.output.dead-letters.topic",
        letters,
        "simba.record.format",
        "json",
        "simba.record.text-field",
        "message",
        "simba.record.malformed-text",
        "reject");
  }

  SimbaConfiguration configuration() {
    Map<String, String> all = new HashMap<>(options());
    all.putAll(more);
    return SimbaConfiguration.of(all);
  }

  /** What a replay did and said. */
  record Run(ReplaySummary summary, String out) {}

  Run replay(ReplaySettings settings) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream print = new PrintStream(out, true, UTF_8);
    ReplaySummary summary = new Replayer(configuration(), settings, print, print).run();
    return new Run(summary, out.toString(UTF_8));
  }

  void send(ProducerRecord<byte[], byte[]> record) throws Exception {
    try (KafkaProducer<byte[], byte[]> producer = producer(Map.of())) {
      producer.send(record).get();
    }
  }

  void send(int partition, byte[] key, byte[] value) throws Exception {
    send(new ProducerRecord<>(input, partition, TIME, key, value));
  }

  /** Rejects what has come since the last time, as the job does; letters alternate partitions. */
  List<DeadLetter> reject() {
    IncomingRecordDeserializer deserializer =
        new IncomingRecordDeserializer(configuration().recordFormat());
    JsonRecordSerializer<DeadLetter> serializer =
        new JsonRecordSerializer<>(letters, JsonWriter.deadLetters(PositionFields.KAFKA, "test"));
    List<DeadLetter> rejected = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record : read(input)) {
      if (record.offset() < rejectedTo[record.partition()]) {
        continue;
      }
      rejectedTo[record.partition()] = record.offset() + 1;
      List<IncomingRecord> read = new ArrayList<>();
      deserializer.deserialize(record, new ListCollector<>(read));
      IncomingRecord one = read.get(0);
      if (one.rejection() != null) {
        rejected.add(
            new DeadLetter(
                one.key(), one.position(), one.time(), one.rejection().replayed(one.replays())));
      }
    }
    write(rejected, serializer);
    return rejected;
  }

  /** Writes letters in transactions of three, so that Kafka's markers lie between them. */
  private void write(List<DeadLetter> rejected, JsonRecordSerializer<DeadLetter> serializer) {
    try (KafkaProducer<byte[], byte[]> producer =
        producer(Map.of("transactional.id", letters + "-writer"))) {
      producer.initTransactions();
      for (int i = 0; i < rejected.size(); i++) {
        if (i % 3 == 0) {
          producer.beginTransaction();
        }
        ProducerRecord<byte[], byte[]> made = serializer.serialize(rejected.get(i), null, null);
        producer.send(
            new ProducerRecord<>(
                letters, i % PARTITIONS, made.timestamp(), made.key(), made.value()));
        if (i % 3 == 2 || i == rejected.size() - 1) {
          producer.commitTransaction();
        }
      }
    }
  }

  /** All committed records of a topic, by partition, in order; waits for open transactions. */
  List<ConsumerRecord<byte[], byte[]>> read(String topic) {
    try (KafkaConsumer<byte[], byte[]> consumer = consumer("read_committed");
        KafkaConsumer<byte[], byte[]> all = consumer("read_uncommitted")) {
      List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
      for (TopicPartition partition :
          IntStream.range(0, consumer.partitionsFor(topic).size())
              .mapToObj(p -> new TopicPartition(topic, p))
              .toList()) {
        consumer.assign(List.of(partition));
        consumer.seekToBeginning(List.of(partition));
        // A transaction's marker may come after its commit has returned.
        long end = all.endOffsets(List.of(partition)).get(partition);
        while (consumer.position(partition) < end) {
          consumer.poll(Duration.ofMillis(100)).forEach(records::add);
        }
      }
      return records;
    }
  }

  private KafkaConsumer<byte[], byte[]> consumer(String isolation) {
    return new KafkaConsumer<>(
        Map.of("bootstrap.servers", kafka.bootstrapServers(), "isolation.level", isolation),
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer());
  }

  /** The committed records of the input that a replay wrote. */
  List<ConsumerRecord<byte[], byte[]>> replayed(String topic) {
    return read(topic).stream()
        .filter(record -> record.headers().lastHeader("simba.replay.letter") != null)
        .toList();
  }

  KafkaProducer<byte[], byte[]> producer(Map<String, Object> more) {
    Map<String, Object> properties = new HashMap<>(more);
    properties.put("bootstrap.servers", kafka.bootstrapServers());
    properties.put("max.request.size", 8_000_000);
    return new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
  }
}
