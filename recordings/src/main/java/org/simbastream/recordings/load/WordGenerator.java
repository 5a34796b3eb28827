package org.simbastream.recordings.load;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.StringSerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes lines of words to a topic, a batch about every second, keeps a journal of the batches, and
 * passes on the documents that others put into its inbox. Runs until it is stopped.
 */
public final class WordGenerator {

  private static final Logger LOG = LoggerFactory.getLogger(WordGenerator.class);

  private static final Duration SLOW = Duration.ofSeconds(1);
  private static final Duration GIVE_UP = Duration.ofSeconds(3);

  private final HostClock clock = new HostClock();
  private final Random random;
  private final WordStream words;
  private final String topic;
  private final Journal journal;
  private final Inbox inbox;

  private WordGenerator(ApplicationSettings settings) {
    this.random = new Random(Long.parseLong(settings.get("seed")));
    this.words = new WordStream(random);
    this.topic = settings.get("topic");
    this.journal = new Journal(Path.of(settings.get("journal")));
    this.inbox = new Inbox(Path.of(settings.get("inbox")));
  }

  /** Starts the generator; the only argument is its properties file. */
  public static void main(String[] args) throws Exception {
    Thread.setDefaultUncaughtExceptionHandler(
        (thread, e) -> LOG.error("Thread {} died", thread.getName(), e));
    ApplicationSettings settings = ApplicationSettings.read(args);
    LOG.info("Word generator starting, topic {}", settings.get("topic"));
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(settings.kafka(), new StringSerializer(), new StringSerializer())) {
      new WordGenerator(settings).run(producer);
    }
  }

  private void run(KafkaProducer<String, String> producer) throws InterruptedException {
    for (int batch = 1; ; batch++) {
      sendBatch(producer, batch);
      inbox.passOn(document -> producer.send(record(document)).get());
      Thread.sleep(700 + random.nextInt(600));
    }
  }

  private void sendBatch(KafkaProducer<String, String> producer, int batch)
      throws InterruptedException {
    // Load swells and ebbs over about a minute, and one batch in forty is a burst.
    int lines = (int) (100 + 40 * Math.sin(batch / 9.0) + random.nextInt(20));
    boolean burst = random.nextInt(40) == 0;
    if (burst) {
      lines *= 3;
    }
    long began = System.nanoTime();
    long bytes = 0;
    List<Future<RecordMetadata>> sent = new ArrayList<>(lines);
    for (int i = 0; i < lines && System.nanoTime() - began < GIVE_UP.toNanos(); i++) {
      String line = words.line();
      bytes += line.length();
      sent.add(producer.send(record(line)));
    }
    producer.flush();
    report(batch, sent, bytes, Duration.ofNanos(System.nanoTime() - began), burst);
    journal.keep(batch, sent.size(), bytes);
  }

  private ProducerRecord<String, String> record(String value) {
    return new ProducerRecord<>(topic, null, clock.currentTimeMillis(), null, value);
  }

  private static void report(
      int batch, List<Future<RecordMetadata>> sent, long bytes, Duration took, boolean burst)
      throws InterruptedException {
    int failed = 0;
    Throwable cause = null;
    for (Future<RecordMetadata> result : sent) {
      try {
        result.get();
      } catch (ExecutionException e) {
        failed++;
        cause = e.getCause();
      }
    }
    if (failed > 0) {
      LOG.error(
          "Batch {}: {} of {} lines were not written: {}",
          batch,
          failed,
          sent.size(),
          cause.toString());
    } else {
      LOG.info(
          "Batch {}: wrote {} lines, {} bytes in {} ms{}",
          batch,
          sent.size(),
          bytes,
          took.toMillis(),
          burst ? " (burst)" : "");
    }
    if (took.compareTo(SLOW) > 0) {
      LOG.warn("Batch {} took {} ms, more than {} ms", batch, took.toMillis(), SLOW.toMillis());
    }
  }
}
