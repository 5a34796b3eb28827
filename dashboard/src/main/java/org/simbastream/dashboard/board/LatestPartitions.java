package org.simbastream.dashboard.board;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * Offsets by partition, of the partitions that changed latest. Who may write to the topic of scores
 * may name any number of them.
 */
final class LatestPartitions extends LinkedHashMap<TopicPartition, Long> {

  static final int MOST = 4_096;

  private static final long serialVersionUID = 1L;

  LatestPartitions() {
    super(16, 0.75f, true);
  }

  @Override
  protected boolean removeEldestEntry(Map.Entry<TopicPartition, Long> eldest) {
    return size() > MOST;
  }
}
