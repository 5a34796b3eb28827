import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.simbastream.testbed.embedded.EmbeddedKafka;

/**
 * A Kafka broker in a process of its own, told what to do on standard input. Run from source with
 * the launcher's class path. It prints its address, then an answer to each line:
 *
 * <ul>
 *   <li>{@code create TOPIC}
 *   <li>{@code compact TOPIC}: creates it with one record kept of each key
 *   <li>{@code send TOPIC FILE}: each line a record, under the file's name without its ending
 *   <li>{@code count TOPIC}: how many records a consumer with read_committed finds
 * </ul>
 */
final class Broker {

  public static void main(String[] args) throws Exception {
    try (EmbeddedKafka kafka = EmbeddedKafka.start();
        BufferedReader input =
            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      System.out.println(kafka.bootstrapServers());
      for (String line; (line = input.readLine()) != null; ) {
        String[] words = line.split(" ");
        switch (words[0]) {
          case "create" -> kafka.createTopic(words[1], 1, Map.of("retention.ms", "-1"));
          case "compact" -> kafka.createTopic(words[1], 1, Map.of("cleanup.policy", "compact"));
          case "send" -> send(kafka.bootstrapServers(), words[1], Path.of(words[2]));
          case "count" -> {}
          default -> throw new IllegalArgumentException(line);
        }
        System.out.println(count(kafka.bootstrapServers(), words[1]));
      }
    }
  }

  private static void send(String bootstrapServers, String topic, Path file) throws Exception {
    String key = file.getFileName().toString().replaceFirst("\\.\\w+$", "");
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrapServers),
            new StringSerializer(),
            new StringSerializer())) {
      for (String line : Files.readAllLines(file)) {
        producer.send(new ProducerRecord<>(topic, key, line));
      }
    }
  }

  private static int count(String bootstrapServers, String topic) {
    Map<String, Object> settings =
        Map.of("bootstrap.servers", bootstrapServers, "isolation.level", "read_committed");
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      TopicPartition partition = new TopicPartition(topic, 0);
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long end = consumer.endOffsets(List.of(partition)).get(partition);
      int records = 0;
      while (consumer.position(partition) < end) {
        records += consumer.poll(Duration.ofMillis(200)).count();
      }
      return records;
    }
  }
}
