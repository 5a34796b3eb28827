package org.simbastream.recorder;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.StringSerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes lines of words to the topic {@code words}, a batch about every second, and watches with a
 * {@link CountWatcher} what the job makes of them. Runs until it is killed.
 */
public final class WordGenerator {

  private static final Logger LOG = LoggerFactory.getLogger(WordGenerator.class);

  private static final int VOCABULARY = 20_000;
  private static final String[] SYLLABLES = {
    "ka", "ri", "mo", "ten", "lu", "sa", "vor", "ne", "pi", "dal", "go", "shi", "be", "rum", "fa"
  };

  private final Random random = new Random(2026);
  private final String broker;

  private WordGenerator(String broker) {
    this.broker = broker;
  }

  /** Starts the generator; the only argument is the address of the Kafka broker. */
  public static void main(String[] args) throws Exception {
    new WordGenerator(args[0]).run();
  }

  private void run() throws Exception {
    LOG.info("Word generator starting, broker {}", broker);
    Thread watcher = new Thread(new CountWatcher(broker), "count-watcher");
    watcher.setDaemon(true);
    watcher.start();

    Map<String, Object> config =
        Map.of("bootstrap.servers", broker, "client.id", "word-generator", "linger.ms", 5);
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(config, new StringSerializer(), new StringSerializer())) {
      for (int batch = 1; ; batch++) {
        sendBatch(producer, batch);
        Thread.sleep(700 + random.nextInt(600));
      }
    }
  }

  private void sendBatch(KafkaProducer<String, String> producer, int batch) throws Exception {
    // Load swells and ebbs over about three minutes, and one batch in forty is a burst.
    int lines = (int) (300 + 120 * Math.sin(batch / 29.0) + random.nextInt(60));
    boolean burst = random.nextInt(40) == 0;
    if (burst) {
      lines *= 4;
    }
    long began = System.nanoTime();
    long bytes = 0;
    List<Future<RecordMetadata>> sent = new ArrayList<>(lines);
    for (int i = 0; i < lines; i++) {
      String line = line();
      bytes += line.length();
      sent.add(producer.send(new ProducerRecord<>("words", line)));
    }
    producer.flush();
    int failed = 0;
    for (Future<RecordMetadata> result : sent) {
      try {
        result.get();
      } catch (ExecutionException e) {
        failed++;
        LOG.debug("Line of batch {} was not written", batch, e);
      }
    }
    long millis = Duration.ofNanos(System.nanoTime() - began).toMillis();
    if (failed > 0) {
      LOG.error("Batch {}: {} of {} lines were not written", batch, failed, lines);
    } else {
      LOG.info(
          "Batch {}: wrote {} lines, {} bytes in {} ms{}",
          batch,
          lines,
          bytes,
          millis,
          burst ? " (burst)" : "");
    }
    if (millis > 250) {
      LOG.warn("Batch {} took {} ms, more than 250 ms", batch, millis);
    }
  }

  private String line() {
    int words = 4 + random.nextInt(9);
    return IntStream.range(0, words).mapToObj(i -> word()).collect(Collectors.joining(" "));
  }

  /** Draws a word; the frequency of a word falls with its rank as in natural text. */
  private String word() {
    int rank = (int) Math.pow(VOCABULARY, random.nextDouble());
    StringBuilder word = new StringBuilder();
    for (int rest = rank; rest > 0; rest /= SYLLABLES.length) {
      word.append(SYLLABLES[rest % SYLLABLES.length]);
    }
    return word.toString();
  }
}
