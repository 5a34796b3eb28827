package org.simbastream.dashboard.feed;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.simbastream.dashboard.feed.KafkaStatus.Lag;
import org.simbastream.dashboard.feed.KafkaStatus.PartitionLag;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Computes how far the job is behind the ends of its input: by the offsets that its consumer group
 * commits at checkpoints and by the positions of scored records, whichever is further.
 */
final class InputLag {

  private static final Logger LOG = LoggerFactory.getLogger(InputLag.class);
  private static final int SHOWN = 64;

  private final Admin admin;
  private final String group;

  InputLag(Admin admin, String group) {
    this.admin = admin;
    this.group = group;
  }

  /**
   * Asks.
   *
   * @param partitions those of the input
   * @param scoredTo offsets after the last scored record
   */
  Lag ask(List<TopicPartition> partitions, Map<TopicPartition, Long> scoredTo)
      throws InterruptedException {
    if (partitions.isEmpty()) {
      return Lag.NOT_KNOWN;
    }
    try {
      Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
      partitions.forEach(partition -> latest.put(partition, OffsetSpec.latest()));
      Map<TopicPartition, ListOffsetsResultInfo> ends = admin.listOffsets(latest).all().get();
      return lag(ends, committed(), scoredTo);
    } catch (ExecutionException e) {
      LOG.debug("The ends of the input are not known", e);
      return Lag.NOT_KNOWN;
    }
  }

  /** The group's committed offsets; empty if the page has no permission to read them. */
  private Map<TopicPartition, OffsetAndMetadata> committed() throws InterruptedException {
    try {
      return admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get();
    } catch (ExecutionException e) {
      LOG.debug("The offsets of group {} are not known", group, e);
      return Map.of();
    }
  }

  static Lag lag(
      Map<TopicPartition, ListOffsetsResultInfo> ends,
      Map<TopicPartition, OffsetAndMetadata> committed,
      Map<TopicPartition, Long> scoredTo) {
    List<PartitionLag> known = new ArrayList<>();
    ends.forEach(
        (partition, end) -> {
          OffsetAndMetadata offset = committed.get(partition);
          long read =
              Math.max(
                  offset == null ? -1 : offset.offset(), scoredTo.getOrDefault(partition, -1L));
          if (read >= 0 || end.offset() == 0) {
            known.add(
                new PartitionLag(
                    partition.topic(), partition.partition(), end.offset(), Math.max(0, read)));
          }
        });
    known.sort(Comparator.comparingLong(PartitionLag::records).reversed());
    Long records =
        known.isEmpty() ? null : (Long) known.stream().mapToLong(PartitionLag::records).sum();
    return new Lag(
        records,
        List.copyOf(known.subList(0, Math.min(SHOWN, known.size()))),
        ends.size() - known.size());
  }
}
