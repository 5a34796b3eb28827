package org.simbastream.testbed.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class EmbeddedKafkaIT {

  private static final int RECORDS = 1_000;

  @TempDir Path temp;

  @Test
  void writesAndReadsTransactionallyAndContinuesOnItsDirectory() {
    Path directory = temp.resolve("kafka");
    List<String> written = IntStream.range(0, RECORDS).mapToObj(i -> "record " + i).toList();

    try (EmbeddedKafka kafka = EmbeddedKafka.start(directory, 0)) {
      kafka.createTopic("kept", 4);
      writeInOneTransaction(kafka, "kept", written, true);
      writeInOneTransaction(kafka, "kept", List.of("aborted"), false);
      assertThat(readCommitted(kafka, "kept", RECORDS))
          .containsExactlyInAnyOrderElementsOf(written);
    }

    try (EmbeddedKafka kafka = EmbeddedKafka.start(directory, 0)) {
      writeInOneTransaction(kafka, "kept", List.of("after the restart"), true);
      assertThat(readCommitted(kafka, "kept", RECORDS + 1))
          .containsAll(written)
          .contains("after the restart")
          .doesNotContain("aborted");
    }
    assertThat(directory).isNotEmptyDirectory();
  }

  @Test
  void takesRecordsLargerThanKafkasDefaultOfOneMebibyte() {
    try (EmbeddedKafka kafka = EmbeddedKafka.start()) {
      kafka.createTopic("large", 1);
      byte[] value = new byte[4 * 1024 * 1024];
      Map<String, Object> settings =
          Map.of(
              "bootstrap.servers", kafka.bootstrapServers(), "max.request.size", 8 * 1024 * 1024);
      try (KafkaProducer<byte[], byte[]> producer =
          new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
        assertThat(producer.send(new ProducerRecord<>("large", value)))
            .succeedsWithin(Duration.ofSeconds(30));
      }
      try (KafkaConsumer<byte[], byte[]> consumer =
          new KafkaConsumer<>(
              consumerSettings(kafka, "large"),
              new ByteArrayDeserializer(),
              new ByteArrayDeserializer())) {
        consumer.subscribe(List.of("large"));
        assertThat(consumer.poll(Duration.ofSeconds(30)))
            .singleElement()
            .satisfies(polled -> assertThat(polled.value()).hasSize(value.length));
      }
    }
  }

  @Test
  void deletesItsTemporaryDirectoryOnClose() throws Exception {
    List<Path> before = temporaryDirectories();
    List<Path> during;
    try (EmbeddedKafka kafka = EmbeddedKafka.start()) {
      kafka.createTopic("some", 1);
      during = temporaryDirectories();
      during.removeAll(before);
      assertThat(during).isNotEmpty();
    }
    assertThat(temporaryDirectories()).doesNotContainAnyElementsOf(during);
  }

  @Test
  void listensOnTheLoopbackAddressOnly() throws Exception {
    try (EmbeddedKafka kafka = EmbeddedKafka.start()) {
      int port = Integer.parseInt(kafka.bootstrapServers().split(":")[1]);
      List<InetAddress> others =
          NetworkInterface.networkInterfaces()
              .flatMap(NetworkInterface::inetAddresses)
              .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
              .toList();
      assertThat(others)
          .allSatisfy(
              address ->
                  assertThatThrownBy(() -> new Socket(address, port).close())
                      .isInstanceOf(java.net.ConnectException.class));
    }
  }

  @Test
  void saysWhyItDoesNotStartOnATakenPort() {
    try (EmbeddedKafka kafka = EmbeddedKafka.start()) {
      int taken = Integer.parseInt(kafka.bootstrapServers().split(":")[1]);
      assertThatThrownBy(() -> EmbeddedKafka.start(temp.resolve("second"), taken))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("Port " + taken)
          .hasMessageContaining("0 for a free one");
      kafka.createTopic("first-still-lives", 1);
    }
  }

  @Test
  void refusesADirectoryThatIsInUseWithoutTouchingIt() {
    Path directory = temp.resolve("shared");
    try (EmbeddedKafka kafka = EmbeddedKafka.start(directory, 0)) {
      assertThatThrownBy(() -> EmbeddedKafka.start(directory, 0))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining(directory.toString())
          .hasMessageContaining("Another embedded Kafka");
      kafka.createTopic("first-still-lives", 1);
      writeInOneTransaction(kafka, "first-still-lives", List.of("record"), true);
      assertThat(readCommitted(kafka, "first-still-lives", 1)).containsExactly("record");
    }
    EmbeddedKafka.start(directory, 0).close();
  }

  @Test
  void failsAndLetsTheJvmLiveWhenTheBrokerGivesUp() throws Exception {
    Path directory = temp.resolve("damaged");
    EmbeddedKafka.start(directory, 0).close();
    Files.writeString(directory.resolve("meta.properties"), "version=1\nnode.id=99\n");
    for (int attempt = 0; attempt < 2; attempt++) { // the first gives the directory back
      assertThatThrownBy(() -> EmbeddedKafka.start(directory, 0))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("could not start")
          .hasMessageContaining(directory.toString());
    }
  }

  @Test
  void refusesToCreateATopicTwiceAndNamesIt() {
    try (EmbeddedKafka kafka = EmbeddedKafka.start()) {
      kafka.createTopic("twice", 1, Map.of("retention.ms", "60000"));
      assertThatThrownBy(() -> kafka.createTopic("twice", 1))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("'twice'");
    }
  }

  private static void writeInOneTransaction(
      EmbeddedKafka kafka, String topic, List<String> values, boolean commit) {
    Map<String, Object> settings =
        Map.of("bootstrap.servers", kafka.bootstrapServers(), "transactional.id", "writer");
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
      producer.initTransactions();
      producer.beginTransaction();
      for (String value : values) {
        producer.send(new ProducerRecord<>(topic, value, value));
      }
      if (commit) {
        producer.commitTransaction();
      } else {
        producer.flush();
        producer.abortTransaction();
      }
    }
  }

  /** Reads from the start until so many values have come and the next poll brings none. */
  private static List<String> readCommitted(EmbeddedKafka kafka, String topic, int atLeast) {
    List<String> values = new ArrayList<>();
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(
            consumerSettings(kafka, topic), new StringDeserializer(), new StringDeserializer())) {
      consumer.subscribe(List.of(topic));
      long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
      int before = -1;
      while ((values.size() < atLeast || values.size() > before) && System.nanoTime() < deadline) {
        before = values.size();
        consumer.poll(Duration.ofMillis(500)).forEach(polled -> values.add(polled.value()));
      }
    }
    return values;
  }

  private static Map<String, Object> consumerSettings(EmbeddedKafka kafka, String topic) {
    return Map.of(
        "bootstrap.servers", kafka.bootstrapServers(),
        "group.id", "readers-of-" + topic,
        "enable.auto.commit", "false",
        "auto.offset.reset", "earliest",
        "isolation.level", "read_committed");
  }

  private static List<Path> temporaryDirectories() throws Exception {
    Path parent = Path.of(System.getProperty("java.io.tmpdir"));
    try (Stream<Path> paths = Files.list(parent)) {
      return new ArrayList<>(
          paths.filter(path -> path.getFileName().toString().startsWith("simba-kafka-")).toList());
    }
  }
}
