package org.simbastream.job.kafka;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says what was to be read and is gone, deleted by retention. */
public final class LostRecords {

  private static final Logger LOG = LoggerFactory.getLogger(LostRecords.class);

  private LostRecords() {}

  /**
   * Says so in the log for each partition that begins later than it was to be read from; nothing if
   * the brokers don't answer within ten seconds.
   *
   * @param splits what is to be read; those that begin at no fixed offset have nothing to lose
   * @param properties how to ask the brokers
   */
  public static void tell(Collection<KafkaPartitionSplit> splits, Properties properties) {
    Map<TopicPartition, Long> wanted =
        splits.stream()
            .filter(split -> split.getStartingOffset() > 0)
            .collect(
                Collectors.toMap(
                    KafkaPartitionSplit::getTopicPartition,
                    KafkaPartitionSplit::getStartingOffset));
    if (wanted.isEmpty()) {
      return;
    }
    try {
      Admin admin = Admin.create(properties);
      try {
        lost(wanted, new BrokerQuestions(admin).beginnings(wanted.keySet()))
            .forEach((partition, count) -> tell(partition, wanted.get(partition), count));
      } finally {
        admin.close(Duration.ofSeconds(1));
      }
    } catch (KafkaException e) {
      LOG.info(
          "The brokers don't tell where partitions begin: {}", ConnectionProblem.rootMessage(e));
    }
  }

  /** How many offsets each partition lacks of those that were to be read. */
  static Map<TopicPartition, Long> lost(
      Map<TopicPartition, Long> wanted, Map<TopicPartition, Long> beginnings) {
    Map<TopicPartition, Long> lost = new TreeMap<>((a, b) -> a.toString().compareTo(b.toString()));
    wanted.forEach(
        (partition, offset) -> {
          long missing = beginnings.getOrDefault(partition, 0L) - offset;
          if (missing > 0) {
            lost.put(partition, missing);
          }
        });
    return lost;
  }

  private static void tell(TopicPartition partition, long offset, long count) {
    LOG.warn(
        "LOST: partition {} was to be read on from offset {}, but begins at {}: {} offsets are"
            + " gone, deleted before they were read. Reading goes on at the earliest there is; see"
            + " the topic's retention.",
        partition,
        offset,
        offset + count,
        count);
  }
}
