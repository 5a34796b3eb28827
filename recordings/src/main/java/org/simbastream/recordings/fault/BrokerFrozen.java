package org.simbastream.recordings.fault;

import java.util.List;
import java.util.Random;
import org.simbastream.recordings.cluster.Cluster;
import org.simbastream.recordings.cluster.Processes;
import org.simbastream.recordings.truth.LogSignature;
import org.simbastream.testbed.process.ManagedProcess;

/** The broker is frozen; its connections stay open. */
final class BrokerFrozen implements Fault {

  @Override
  public String kind() {
    return "broker-frozen";
  }

  @Override
  public String sentence() {
    return "The Kafka broker is frozen (SIGSTOP) for longer than its clients' request "
        + "timeout, then goes on.";
  }

  @Override
  public List<LogSignature> signs() {
    return List.of(
        LogSignature.certain(
            Processes.GENERATOR,
            "due to request timeout|lines were not written|took \\d+ ms, more than"),
        LogSignature.possible(Processes.ANY_TASK_MANAGER, "due to request timeout"),
        LogSignature.possible(
            Processes.BROKER,
            "session (has )?(timed out|expired)|[Ff]enc(ed|ing) broker|failed, removing it from the group"),
        LogSignature.possible(
            Processes.CONSUMER,
            "No counts for|Counts are late|due to request timeout|Group coordinator .* is unavailable"));
  }

  @Override
  public ActiveFault inject(Cluster cluster, Random random) throws Exception {
    ManagedProcess broker = cluster.process(Processes.BROKER);
    broker.freeze();
    return ActiveFault.into(broker.name(), "SIGSTOP; SIGCONT at the end", broker::thaw);
  }
}
