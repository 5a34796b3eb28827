package org.simbastream.dashboard.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.simbastream.dashboard.feed.KafkaStatus.Lag;

class InputLagTest {

  private static final TopicPartition FIRST = new TopicPartition("logs", 0);
  private static final TopicPartition SECOND = new TopicPartition("logs", 1);
  private static final TopicPartition EMPTY = new TopicPartition("logs", 2);

  @Test
  void theGroupAndTheScoredRecordsTellWhicheverIsFurther() {
    Lag lag =
        InputLag.lag(
            Map.of(FIRST, end(100), SECOND, end(50), EMPTY, end(0)),
            Map.of(FIRST, new OffsetAndMetadata(60), SECOND, new OffsetAndMetadata(20)),
            Map.of(SECOND, 45L));
    assertThat(lag.records()).isEqualTo(45);
    assertThat(lag.partitions().get(0).records()).isEqualTo(40);
    assertThat(lag.unknown()).isZero();
  }

  @Test
  void whatIsNotKnownIsNotTakenForZero() {
    Lag lag = InputLag.lag(Map.of(FIRST, end(100)), Map.of(), Map.of());
    assertThat(lag.records()).isNull();
    assertThat(lag.unknown()).isEqualTo(1);
  }

  private static ListOffsetsResultInfo end(long offset) {
    return new ListOffsetsResultInfo(offset, -1, Optional.empty());
  }
}
