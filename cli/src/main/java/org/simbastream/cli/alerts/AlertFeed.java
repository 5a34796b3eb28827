package org.simbastream.cli.alerts;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads the topic of alerts, only what is committed. Of what is there at the first start only the
 * last telling of each alert counts, and of that only those that are open, unless closed ones are
 * wanted too; after that every telling counts, each once. A feed that remembers its place commits
 * it when an alert has been told, and goes on there.
 */
public final class AlertFeed implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(200);
  private static final int TELLINGS_KNOWN = 10_000;

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final String topic;
  private final Settings settings;
  private final PrintStream err;
  private final Map<String, Boolean> told = new LastTellings();
  private volatile boolean stopped;

  /**
   * How a topic is read.
   *
   * @param remembers whether places are committed, under the group of the consumer's properties
   * @param once whether reading ends with what is there at the start
   * @param closedToo whether alerts that were closed before the first start count
   * @param updatesToo whether tellings of alerts that go on count
   */
  public record Settings(boolean remembers, boolean once, boolean closedToo, boolean updatesToo) {}

  /**
   * A feed.
   *
   * @param properties those of the consumer, by Kafka's names
   * @param err takes what can't be read
   */
  public AlertFeed(Properties properties, String topic, Settings settings, PrintStream err) {
    Properties all = new Properties();
    all.putAll(properties);
    all.setProperty(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    all.setProperty(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
    all.setProperty(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    this.consumer =
        new KafkaConsumer<>(all, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    this.topic = topic;
    this.settings = settings;
    this.err = err;
  }

  /** Ends reading soon. */
  public void stop() {
    stopped = true;
    consumer.wakeup();
  }

  /**
   * Reads until it is stopped, or once.
   *
   * @throws IOException if no alert can be told
   */
  public void run(AlertTaker taker) throws IOException {
    try {
      read(taker);
    } catch (WakeupException e) {
      if (!stopped) {
        throw e;
      }
    }
  }

  private void read(AlertTaker taker) throws IOException {
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic).stream()
            .map(partition -> new TopicPartition(topic, partition.partition()))
            .toList();
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    Map<TopicPartition, OffsetAndMetadata> places = places(partitions);
    consumer.assign(partitions);
    Set<TopicPartition> fresh = new HashSet<>();
    for (TopicPartition partition : partitions) {
      OffsetAndMetadata place = places.get(partition);
      if (place == null) {
        consumer.seekToBeginning(List.of(partition));
        fresh.add(partition);
      } else {
        consumer.seek(partition, place);
      }
    }
    if (!readHistory(fresh, ends, taker)) {
      return;
    }
    consumer.resume(partitions);
    while (!stopped && !(settings.once() && isRead(partitions, ends))) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        if (!take(record, taker)) {
          return;
        }
      }
    }
  }

  private Map<TopicPartition, OffsetAndMetadata> places(List<TopicPartition> partitions) {
    Map<TopicPartition, OffsetAndMetadata> places = new HashMap<>();
    if (settings.remembers()) {
      consumer
          .committed(Set.copyOf(partitions))
          .forEach((partition, place) -> places.computeIfAbsent(partition, any -> place));
    }
    return places;
  }

  /**
   * Reads what was there at the first start.
   *
   * @return false if the command is to end
   */
  private boolean readHistory(
      Set<TopicPartition> partitions, Map<TopicPartition, Long> ends, AlertTaker taker)
      throws IOException {
    Set<TopicPartition> others = new HashSet<>(consumer.assignment());
    others.removeAll(partitions);
    consumer.pause(others);
    Map<String, ToldAlert> last = new LinkedHashMap<>();
    List<ConsumerRecord<byte[], byte[]>> later = new ArrayList<>();
    while (!stopped && !isRead(partitions, ends)) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        if (record.offset() >= ends.get(new TopicPartition(topic, record.partition()))) {
          later.add(record);
        } else {
          ToldAlert alert = read(record);
          if (alert != null) {
            last.put(alert.id(), alert);
          }
        }
      }
    }
    List<ToldAlert> wanted =
        last.values().stream()
            .filter(alert -> settings.closedToo() || !alert.isClosed())
            .sorted(Comparator.comparing(ToldAlert::firstSeen))
            .toList();
    for (ToldAlert alert : wanted) {
      if (stopped || !tell(alert, taker)) {
        return false;
      }
    }
    commit(partitions.stream().collect(Collectors.toMap(it -> it, it -> ends.get(it))));
    for (ConsumerRecord<byte[], byte[]> record : later) {
      if (!take(record, taker)) {
        return false;
      }
    }
    return !stopped;
  }

  private boolean take(ConsumerRecord<byte[], byte[]> record, AlertTaker taker) throws IOException {
    ToldAlert alert = read(record);
    boolean wanted = alert != null && (settings.updatesToo() || !alert.isUpdate());
    if (stopped || wanted && !tell(alert, taker)) {
      return false;
    }
    commit(Map.of(new TopicPartition(topic, record.partition()), record.offset() + 1));
    return true;
  }

  private boolean tell(ToldAlert alert, AlertTaker taker) throws IOException {
    if (told.containsKey(alert.telling())) {
      return true;
    }
    boolean taken = taker.take(alert);
    if (taken) {
      told.put(alert.telling(), true);
    }
    return taken;
  }

  /** The alert of a record; null if it is none, which is reported. */
  private ToldAlert read(ConsumerRecord<byte[], byte[]> record) {
    try {
      return ToldAlert.of(record.value());
    } catch (IOException e) {
      err.printf(
          "simba: the record at %s-%d@%d is left out: %s%n",
          topic, record.partition(), record.offset(), e.getMessage());
      return null;
    }
  }

  private void commit(Map<TopicPartition, Long> offsets) {
    if (settings.remembers() && !offsets.isEmpty()) {
      Map<TopicPartition, OffsetAndMetadata> places = new HashMap<>();
      offsets.forEach((partition, offset) -> places.put(partition, new OffsetAndMetadata(offset)));
      consumer.commitSync(places);
    }
  }

  private boolean isRead(Collection<TopicPartition> partitions, Map<TopicPartition, Long> ends) {
    return partitions.stream()
        .allMatch(partition -> consumer.position(partition) >= ends.get(partition));
  }

  @Override
  public void close() {
    consumer.close();
  }

  /** The last tellings: a job that begins anew on the same records tells the same again. */
  private static final class LastTellings extends LinkedHashMap<String, Boolean> {
    private static final long serialVersionUID = 1L;

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
      return size() > TELLINGS_KNOWN;
    }
  }
}
