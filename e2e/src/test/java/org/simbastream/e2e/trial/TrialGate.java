package org.simbastream.e2e.trial;

import java.time.Duration;
import org.apache.kafka.common.KafkaException;
import org.simbastream.e2e.check.OutputKind;
import org.simbastream.e2e.check.OutputReader;
import org.simbastream.e2e.cluster.RecoveryCluster;
import org.simbastream.e2e.load.Generator;
import org.simbastream.e2e.load.TestLine.Condition;
import org.simbastream.testbed.Await;
import org.simbastream.testbed.kafka.Topics;

/**
 * Lets lines wait until those before have been read, or windows have been told about. A job that is
 * broken may never tell: then the first wait is long, and the others are short.
 */
final class TrialGate implements Generator.Gate {

  private static final Duration PATIENCE = Duration.ofSeconds(180);
  private static final Duration PATIENCE_AFTER = Duration.ofSeconds(15);
  private static final Duration PAUSE = Duration.ofMillis(200);

  private final OutputReader reader;
  private final Topics topics;
  private final String name;
  private Duration patience = PATIENCE;

  /**
   * A gate.
   *
   * @param name of the trial
   */
  TrialGate(RecoveryCluster cluster, String name) {
    this.reader = new OutputReader(cluster.brokers());
    this.topics = cluster.topics();
    this.name = name;
  }

  @Override
  public void await(Condition condition, int written) throws Exception {
    if (!Await.reached(patience, PAUSE, () -> isMet(condition, written))) {
      patience = PATIENCE_AFTER;
    }
  }

  private boolean isMet(Condition condition, int written) throws Exception {
    try {
      return (!condition.read() || topics.committed(name, TrialOptions.input(name)) >= written)
          && (condition.summaries() == 0 || told() >= condition.summaries());
    } catch (KafkaException e) {
      return false; // the broker is away
    }
  }

  /** How many windows have been told about. */
  private long told() {
    return reader.committed(TrialOptions.topic(name, OutputKind.SUMMARIES)).stream()
        .map(record -> OutputKind.SUMMARIES.identity(record.value()))
        .distinct()
        .count();
  }
}
