package org.simbastream.job.replay;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.simbastream.job.format.ReplayHeaders;
import org.simbastream.job.kafka.TopicLookup;
import org.simbastream.job.options.InvalidConfigurationException;
import org.simbastream.job.options.SimbaConfiguration;
import org.simbastream.job.options.SimbaOptions;

/**
 * Replays the dead letters that are in the topic when it starts, each once, partition by partition.
 * Letters that were committed before it stops, for whatever reason, are not sent again.
 */
public final class Replayer {

  private static final Duration POLL = Duration.ofMillis(200);
  private static final long PROGRESS_NANOS = Duration.ofSeconds(5).toNanos();

  private final SimbaConfiguration configuration;
  private final ReplaySettings settings;
  private final PrintStream out;
  private final PrintStream err;
  private final ReplayClients clients;
  private final String topic;
  private final ReplaySummary summary = new ReplaySummary();
  private long lastProgress = System.nanoTime();
  private volatile boolean interrupted;

  /**
   * A replay of the dead letters that a configuration's job writes.
   *
   * @param out receives what is, or would be, done with single letters
   * @param err takes progress
   * @throws InvalidConfigurationException if no brokers are given, or the target is the dead
   *     letters' topic
   */
  public Replayer(
      SimbaConfiguration configuration, ReplaySettings settings, PrintStream out, PrintStream err) {
    this.configuration = configuration.requireBrokers();
    this.settings = settings;
    this.out = out;
    this.err = err;
    this.clients = new ReplayClients(configuration);
    this.topic = configuration.get(SimbaOptions.OUTPUT_DEAD_LETTERS_TOPIC);
    if (settings.to().filter(topic::equals).isPresent()) {
      throw new InvalidConfigurationException(
          List.of("--to is '" + topic + "', where the dead letters are; name another topic."));
    }
  }

  /** Makes {@link #run} end after the transaction that is under way, from another thread. */
  public void interrupt() {
    interrupted = true;
  }

  /**
   * Replays.
   *
   * @throws InvalidConfigurationException if the brokers can't be talked to or a topic is missing
   * @throws ReplayException if it can't continue; another run resumes where this one stopped
   */
  public ReplaySummary run() {
    try (TopicLookup topics = TopicLookup.open(configuration)) {
      int partitions = require(topics, SimbaOptions.OUTPUT_DEAD_LETTERS_TOPIC.key(), topic);
      settings.to().ifPresent(to -> require(topics, "--to", to));
      replay(partitions, topics);
      return summary;
    } catch (KafkaException e) {
      throw new ReplayException(
          "Kafka failed: " + e.getMessage() + "; run simba replay again to" + " continue", e);
    }
  }

  private int require(TopicLookup topics, String option, String name) {
    OptionalInt partitions = topics.partitions(name);
    if (partitions.isEmpty()) {
      throw new InvalidConfigurationException(
          List.of("%s names '%s', which does not exist; correct it.".formatted(option, name)));
    }
    return partitions.getAsInt();
  }

  private void replay(int partitionCount, TopicLookup topics) {
    if (!settings.dryRun()) {
      topics.requireCompacted(
          SimbaOptions.REPLAY_PROGRESS_TOPIC.key(), configuration.replayProgressTopic());
    }
    ProgressTopic remembered =
        new ProgressTopic(configuration.replayProgressTopic(), clients.group(), topics);
    try (Consumer<byte[], byte[]> letters = clients.letters();
        Consumer<byte[], byte[]> originals = clients.originals();
        ReplayTransactions transactions =
            settings.dryRun() ? null : new ReplayTransactions(clients.producer(), remembered)) {
      RecordRestorer maker =
          new RecordRestorer(
              settings.to(),
              new OriginalRecords(originals, topics),
              configuration.recordFormat(),
              topics);
      List<TopicPartition> partitions = new ArrayList<>();
      for (int partition = 0; partition < partitionCount; partition++) {
        partitions.add(new TopicPartition(topic, partition));
      }
      Map<TopicPartition, Long> first = letters.beginningOffsets(partitions);
      Map<TopicPartition, Long> end = letters.endOffsets(partitions);
      // The progress is final only now, after an open transaction of an earlier run has been ended.
      Map<TopicPartition, OffsetAndMetadata> done =
          before(remembered, partitions, first, letters, transactions);
      for (TopicPartition partition : partitions) {
        PartitionProgress progress =
            PartitionProgress.of(done.get(partition), first.get(partition));
        replay(partition, progress, end.get(partition), letters, maker, transactions);
      }
    }
  }

  /** The progress of earlier runs; migrates progress that earlier versions stored as offsets. */
  private Map<TopicPartition, OffsetAndMetadata> before(
      ProgressTopic remembered,
      List<TopicPartition> partitions,
      Map<TopicPartition, Long> first,
      Consumer<byte[], byte[]> letters,
      ReplayTransactions transactions) {
    Map<TopicPartition, OffsetAndMetadata> done = new HashMap<>();
    Map<TopicPartition, OffsetAndMetadata> toRemember = new HashMap<>();
    if (settings.fromBeginning()) {
      first.forEach(
          (partition, offset) -> toRemember.put(partition, new OffsetAndMetadata(offset)));
    } else {
      done.putAll(remembered.read(partitions, letters));
      // Versions without the topic kept it as the group's offsets, which Kafka forgets.
      letters.committed(Set.copyOf(partitions)).entrySet().stream()
          .filter(it -> it.getValue() != null && !done.containsKey(it.getKey()))
          .forEach(it -> toRemember.put(it.getKey(), it.getValue()));
    }
    done.putAll(toRemember);
    done.forEach((partition, progress) -> PartitionProgress.of(progress, 0)); // refused if damaged
    if (transactions != null && !toRemember.isEmpty()) {
      transactions.remember(toRemember);
    }
    return done;
  }

  private void replay(
      TopicPartition partition,
      PartitionProgress from,
      long end,
      Consumer<byte[], byte[]> letters,
      RecordRestorer maker,
      ReplayTransactions transactions) {
    PartitionProgress progress = from;
    letters.assign(List.of(partition));
    letters.seek(partition, progress.start());
    while (letters.position(partition) < end && !isOver()) {
      List<ConsumerRecord<byte[], byte[]>> records =
          letters.poll(POLL).records(partition).stream().filter(r -> r.offset() < end).toList();
      progress = replay(partition, progress, records, maker, transactions);
    }
  }

  /** Replays the letters of one poll, except records that the broker refuses. */
  private PartitionProgress replay(
      TopicPartition partition,
      PartitionProgress progress,
      List<ConsumerRecord<byte[], byte[]>> records,
      RecordRestorer maker,
      ReplayTransactions transactions) {
    Map<Long, String> refused = new HashMap<>();
    while (true) {
      DeadLetterBatch batch =
          DeadLetterBatch.plan(
              records,
              progress,
              settings.filter(),
              maker,
              refused,
              settings.limit() - summary.replayed());
      try {
        if (transactions != null && !batch.replayed().isEmpty()) {
          transactions.commit(batch.replayed(), Map.of(partition, batch.after().toCommit()));
        }
      } catch (ReplayTransactions.RefusedException e) {
        refused.put(e.offset(), "Kafka refuses it: " + e.getMessage());
        continue;
      }
      report(batch);
      return batch.after();
    }
  }

  private boolean isOver() {
    return interrupted || summary.replayed() >= settings.limit();
  }

  private void report(DeadLetterBatch batch) {
    batch.replayed().forEach(summary::replayed);
    summary.add(batch.filtered(), batch.before(), batch.unreplayable().size());
    if (settings.dryRun()) {
      batch.replayed().forEach(this::tell);
    }
    for (DeadLetterBatch.Unreplayable one : batch.unreplayable()) {
      out.printf("not replayable: %s: %s%n", ReplayHeaders.written(one.letter()), one.why());
    }
    if (System.nanoTime() - lastProgress > PROGRESS_NANOS) {
      lastProgress = System.nanoTime();
      err.printf("%,d replayed so far%n", summary.replayed());
    }
  }

  private void tell(RestoredRecord replayed) {
    StoredDeadLetter letter = replayed.letter();
    out.printf(
        "would replay: %s: %s at %s, %,d bytes from %s, to %s%n",
        ReplayHeaders.written(letter.at()),
        letter.reason(),
        ReplayHeaders.written(letter.origin()),
        letter.length(),
        replayed.fromPosition() ? "there" : "the letter",
        replayed.record().topic());
  }
}
