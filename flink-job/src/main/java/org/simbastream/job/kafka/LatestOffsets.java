package org.simbastream.job.kafka;

import java.util.Collection;
import java.util.Map;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.apache.kafka.common.TopicPartition;

/**
 * Begins after the last records there are, and never skips any later on.
 *
 * <p>The connector's own start at the latest offset also goes to the end when the offsets that a
 * checkpoint restores are gone, deleted by retention, and when a checkpoint was taken before a
 * partition's first record. Here offsets are fixed when the job first starts, and what is gone is
 * followed by the earliest there is.
 */
public final class LatestOffsets implements OffsetsInitializer {

  private static final long serialVersionUID = 1L;

  @Override
  public Map<TopicPartition, Long> getPartitionOffsets(
      Collection<TopicPartition> partitions, PartitionOffsetsRetriever offsets) {
    return offsets.endOffsets(partitions);
  }

  @Override
  @SuppressWarnings("deprecation") // the interface asks for Kafka's old enum
  public OffsetResetStrategy getAutoOffsetResetStrategy() {
    return OffsetResetStrategy.EARLIEST;
  }
}
