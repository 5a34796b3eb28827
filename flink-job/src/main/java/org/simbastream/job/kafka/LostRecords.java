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

/** Reports records that were to be read, but were deleted by retention. */
public final class LostRecords {

  private static final Logger LOG = LoggerFactory.getLogger(LostRecords.class);

  private LostRecords() {}

  /**
   * Logs a warning for each partition that begins later than the offset to read from; logs none if
   * the brokers don't answer within ten seconds.
   *
   * @param splits the partitions to read; those without a fixed starting offset are skipped
   * @param properties of the admin client
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
        lost(wanted, new BrokerQueries(admin).beginnings(wanted.keySet()))
            .forEach((partition, count) -> tell(partition, wanted.get(partition), count));
      } finally {
        admin.close(Duration.ofSeconds(1));
      }
    } catch (KafkaException e) {
      LOG.info(
          "The first offsets of the partitions can't be read from the brokers: {}",
          ConnectionProblem.rootMessage(e));
    }
  }

  /** The number of offsets to be read that each partition no longer has. */
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
        "LOST: partition {} was to be read on from offset {}, but begins at {}: {} offsets were"
            + " deleted before they were read. Reading goes on at the earliest offset; raise the"
            + " topic's retention.ms or retention.bytes.",
        partition,
        offset,
        offset + count,
        count);
  }
}
