package org.simbastream.tools.record.fault;

import java.util.List;
import java.util.Random;
import org.simbastream.tools.process.ManagedProcess;
import org.simbastream.tools.record.cluster.Cluster;
import org.simbastream.tools.record.cluster.Processes;
import org.simbastream.tools.record.truth.Sign;

/** The broker is down for maintenance that nobody was told of. */
final class BrokerStopped implements Fault {

  @Override
  public String kind() {
    return "broker-stopped";
  }

  @Override
  public String sentence() {
    return "The Kafka broker is stopped in good order (SIGTERM) and started again a while "
        + "later.";
  }

  @Override
  public List<Sign> signs() {
    return List.of(
        Sign.certain(Processes.BROKER, "shutting down|Terminating process due to signal"),
        Sign.certain(
            Processes.GENERATOR,
            "Connection to node \\S+ .*could not be established|Node \\S+ disconnected|disconnecting|Cancelled in-flight"),
        Sign.possible(Processes.GENERATOR, "lines were not written"),
        Sign.certain(
            Processes.CONSUMER,
            "Connection to node \\S+ .*could not be established|Node \\S+ disconnected|disconnecting|Cancelled in-flight"),
        Sign.certain(
            Processes.ANY_TASK_MANAGER,
            "Connection to node \\S+ .*could not be established|Node \\S+ disconnected|disconnecting|Cancelled in-flight"),
        Sign.possible(Processes.CONSUMER, "No counts for|Counts are late"),
        Sign.possible(Processes.JOB_MANAGER, "switched from RUNNING to FAILED"));
  }

  @Override
  public Injected inject(Cluster cluster, Random random) throws Exception {
    ManagedProcess broker = cluster.process(Processes.BROKER);
    broker.stop();
    return Injected.into(broker.name(), "SIGTERM; started again at the end", broker::start);
  }
}
