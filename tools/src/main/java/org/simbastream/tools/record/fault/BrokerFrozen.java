package org.simbastream.tools.record.fault;

import java.util.List;
import java.util.Random;
import org.simbastream.tools.process.ManagedProcess;
import org.simbastream.tools.record.cluster.Cluster;
import org.simbastream.tools.record.cluster.Processes;
import org.simbastream.tools.record.truth.Sign;

/** The broker stands still, its connections stay open. */
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
  public List<Sign> signs() {
    return List.of(
        Sign.certain(
            Processes.GENERATOR,
            "due to request timeout|lines were not written|took \\d+ ms, more than"),
        Sign.possible(Processes.ANY_TASK_MANAGER, "due to request timeout"),
        Sign.possible(
            Processes.BROKER,
            "session (has )?(timed out|expired)|[Ff]enc(ed|ing) broker|failed, removing it from the group"),
        Sign.possible(
            Processes.CONSUMER,
            "No counts for|Counts are late|due to request timeout|Group coordinator .* is unavailable"));
  }

  @Override
  public Injected inject(Cluster cluster, Random random) throws Exception {
    ManagedProcess broker = cluster.process(Processes.BROKER);
    broker.freeze();
    return Injected.into(broker.name(), "SIGSTOP; SIGCONT at the end", broker::thaw);
  }
}
