package org.simbastream.job.replay;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.simbastream.job.kafka.TopicLookup;
import org.simbastream.job.options.SimbaOptions;

/**
 * Stores which letters are done, in a compacted topic. A consumer group's offsets would not
 * suffice: Kafka deletes those of a group without members after a week.
 *
 * <p>A key is the consumer group, the topic of letters and its partition; the value is the encoded
 * {@link PartitionProgress} and the id of the topic of letters, because another topic of the same
 * name has other letters at the same offsets.
 */
final class ProgressTopic {

  private static final Duration POLL = Duration.ofMillis(200);

  // A transaction that a killed replay of another group has left open ends after a minute, and
  // brokers look for such ones every ten seconds.
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private static final ObjectMapper JSON = new ObjectMapper();

  private record Key(String group, String topic, int partition) {}

  private record Value(String topicId, long offset, String left) {}

  private final TopicPartition partition;
  private final String group;
  private final TopicLookup topics;

  /**
   * @param name the topic's name; it need not exist unless it is written to
   * @param group the consumer group whose progress it is
   */
  ProgressTopic(String name, String group, TopicLookup topics) {
    this.partition = new TopicPartition(name, 0);
    this.group = group;
    this.topics = topics;
  }

  /**
   * The progress in some partitions of letters; those without any are left out.
   *
   * @param consumer a consumer of committed records
   * @throws ReplayException if it can't be read, or belongs to another topic of the same name
   */
  Map<TopicPartition, OffsetAndMetadata> read(
      Collection<TopicPartition> letters, Consumer<byte[], byte[]> consumer) {
    Map<TopicPartition, OffsetAndMetadata> progress = new HashMap<>();
    if (topics.partitions(partition.topic()).isEmpty()) {
      return progress;
    }
    Map<String, byte[]> last = lastByKey(consumer);
    for (TopicPartition each : letters) {
      byte[] value = last.get(key(each));
      if (value != null) {
        progress.put(each, parse(each, value));
      }
    }
    return progress;
  }

  private Map<String, byte[]> lastByKey(Consumer<byte[], byte[]> consumer) {
    // Not the consumer's own end offset, which is the start of the first open transaction.
    long end = topics.end(partition);
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    Map<String, byte[]> last = new HashMap<>();
    consumer.assign(List.of(partition));
    consumer.seekToBeginning(List.of(partition));
    while (consumer.position(partition) < end) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        if (record.key() != null) {
          last.put(new String(record.key(), StandardCharsets.UTF_8), record.value());
        }
      }
      if (System.nanoTime() > deadline) {
        throw new ReplayException(
            ("the progress of earlier replays could not be read from '%s' within %d s: another"
                    + " replay has a transaction open there, or the broker is not running; run"
                    + " simba replay again")
                .formatted(partition.topic(), PATIENCE.toSeconds()));
      }
    }
    return last;
  }

  private OffsetAndMetadata parse(TopicPartition letters, byte[] bytes) {
    JsonNode value;
    try {
      value = JSON.readTree(bytes);
    } catch (IOException e) {
      throw unreadable(letters);
    }
    JsonNode offset = value.path("offset");
    if (!offset.canConvertToLong()
        || !offset.isIntegralNumber()
        || offset.longValue() < 0
        || !value.path("left").isTextual()) {
      throw unreadable(letters);
    }
    if (!value.path("topicId").asText().equals(topics.id(letters.topic()).toString())) {
      throw new ReplayException(
          ("the progress in '%s' belongs to another topic named '%s': the topic was deleted and"
                  + " created again, or copied to these brokers; to replay all letters of the"
                  + " present topic, run simba replay with --from-beginning")
              .formatted(partition.topic(), letters.topic()));
    }
    return new OffsetAndMetadata(offset.longValue(), value.path("left").textValue());
  }

  private ReplayException unreadable(TopicPartition letters) {
    return new ReplayException(
        ("the progress in '%s' for %s was not written by simba replay: name another topic in %s,"
                + " or run simba replay with --from-beginning")
            .formatted(partition.topic(), letters, SimbaOptions.REPLAY_PROGRESS_TOPIC.key()));
  }

  /** The record that stores the progress in a partition of letters. */
  ProducerRecord<byte[], byte[]> record(TopicPartition letters, OffsetAndMetadata progress) {
    Value value =
        new Value(topics.id(letters.topic()).toString(), progress.offset(), progress.metadata());
    return new ProducerRecord<>(
        partition.topic(),
        partition.partition(),
        key(letters).getBytes(StandardCharsets.UTF_8),
        written(value).getBytes(StandardCharsets.UTF_8));
  }

  private String key(TopicPartition letters) {
    return written(new Key(group, letters.topic(), letters.partition()));
  }

  private static String written(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
