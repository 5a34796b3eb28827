package org.simbastream.job.kafka;

import java.util.Collection;
import java.util.Map;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.apache.kafka.common.TopicPartition;

/**
 * Starts at the latest offsets when the job first starts, and never skips records later on.
 *
 * <p>The connector's own start at the latest offset also goes to the end when the offsets that a
 * checkpoint restores are gone, deleted by retention, and when a checkpoint was taken before a
 * partition's first record. This initializer fixes the offsets when the job first starts; if
 * records at an offset are gone, it continues at the earliest offset.
 */
public final class LatestOffsets implements OffsetsInitializer {

  private static final long serialVersionUID = 1L;

  @Override
  public Map<TopicPartition, Long> getPartitionOffsets(
      Collection<TopicPartition> partitions, PartitionOffsetsRetriever offsets) {
    return offsets.endOffsets(partitions);
  }

  @Override
  @SuppressWarnings("deprecation") // the interface requires Kafka's old enum
  public OffsetResetStrategy getAutoOffsetResetStrategy() {
    return OffsetResetStrategy.EARLIEST;
  }
}
