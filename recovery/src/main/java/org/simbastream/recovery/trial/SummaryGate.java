package org.simbastream.recovery.trial;

import java.time.Duration;
import org.apache.kafka.common.KafkaException;
import org.simbastream.recovery.check.OutputKind;
import org.simbastream.recovery.check.OutputReader;
import org.simbastream.recovery.cluster.Patience;
import org.simbastream.recovery.load.Generator;

/**
 * Lets lines wait until windows have been told about. A job that is broken may never tell: then the
 * first wait is long, and the others are short.
 */
final class SummaryGate implements Generator.Gate {

  private static final Duration PATIENCE = Duration.ofSeconds(180);
  private static final Duration PATIENCE_AFTER = Duration.ofSeconds(15);
  private static final Duration PAUSE = Duration.ofMillis(200);

  private final OutputReader reader;
  private final String topic;
  private Duration patience = PATIENCE;

  SummaryGate(String brokers, String topic) {
    this.reader = new OutputReader(brokers);
    this.topic = topic;
  }

  @Override
  public void await(int summaries) throws Exception {
    if (!Patience.reached(patience, PAUSE, () -> told() >= summaries)) {
      patience = PATIENCE_AFTER;
    }
  }

  /** How many windows have been told about; none where the broker is away. */
  private long told() {
    try {
      return reader.committed(topic).stream()
          .map(record -> OutputKind.SUMMARIES.identity(record.value()))
          .distinct()
          .count();
    } catch (KafkaException e) {
      return 0;
    }
  }
}
