package org.simbastream.job.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class LostRecordsTest {

  private static final TopicPartition FIRST = new TopicPartition("logs", 0);
  private static final TopicPartition SECOND = new TopicPartition("logs", 1);

  @Test
  void whatLiesBeforeThePartitionsBeginningIsLost() {
    assertThat(LostRecords.lost(Map.of(FIRST, 7L, SECOND, 7L), Map.of(FIRST, 10L, SECOND, 7L)))
        .isEqualTo(Map.of(FIRST, 3L));
    assertThat(LostRecords.lost(Map.of(FIRST, 7L), Map.of())).isEmpty();
  }
}
