package org.simbastream.dashboard.live;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * Offsets of the partitions that changed latest. Their number is bounded, since a writer to the
 * scores' topic may name any number of partitions.
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
