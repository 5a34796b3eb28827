package org.simbastream.recordings.fault;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.simbastream.recordings.cluster.Cluster;
import org.simbastream.recordings.cluster.Processes;
import org.simbastream.recordings.truth.LogSignature;
import org.simbastream.testbed.process.ManagedProcess;

/** The consumer is frozen for longer than its group waits for it. */
final class ConsumerFrozen implements Fault {

  @Override
  public String kind() {
    return "consumer-frozen";
  }

  @Override
  public String sentence() {
    return "The count consumer is frozen (SIGSTOP) for longer than its session timeout, then "
        + "goes on.";
  }

  @Override
  public Duration longest() {
    return Duration.ofSeconds(15);
  }

  @Override
  public Duration shortest() {
    return Duration.ofSeconds(10);
  }

  @Override
  public List<LogSignature> signs() {
    return List.of(
        LogSignature.certain(
            Processes.BROKER,
            "failed, removing it from the group|session timed out|has left group|heartbeat expir|fenced from the group|due to session"),
        LogSignature.possible(
            Processes.CONSUMER,
            "rebalance|member id|[Rr]equest joining group|session timed out|Counts are late"));
  }

  @Override
  public ActiveFault inject(Cluster cluster, Random random) throws Exception {
    ManagedProcess consumer = cluster.process(Processes.CONSUMER);
    consumer.freeze();
    return ActiveFault.into(consumer.name(), "SIGSTOP; SIGCONT at the end", consumer::thaw);
  }
}
