package org.simbastream.recordings.fault;

import java.util.List;
import java.util.Random;
import org.simbastream.recordings.cluster.Cluster;
import org.simbastream.recordings.cluster.Processes;
import org.simbastream.recordings.truth.LogSignature;
import org.simbastream.testbed.process.ManagedProcess;

/** The broker is down for unannounced maintenance. */
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
  public List<LogSignature> signs() {
    return List.of(
        LogSignature.certain(Processes.BROKER, "shutting down|Terminating process due to signal"),
        LogSignature.certain(
            Processes.GENERATOR,
            "Connection to node \\S+ .*could not be established|Node \\S+ disconnected|disconnecting|Cancelled in-flight"),
        LogSignature.possible(Processes.GENERATOR, "lines were not written"),
        LogSignature.certain(
            Processes.CONSUMER,
            "Connection to node \\S+ .*could not be established|Node \\S+ disconnected|disconnecting|Cancelled in-flight"),
        LogSignature.certain(
            Processes.ANY_TASK_MANAGER,
            "Connection to node \\S+ .*could not be established|Node \\S+ disconnected|disconnecting|Cancelled in-flight"),
        LogSignature.possible(Processes.CONSUMER, "No counts for|Counts are late"),
        LogSignature.possible(Processes.JOB_MANAGER, "switched from RUNNING to FAILED"));
  }

  @Override
  public ActiveFault inject(Cluster cluster, Random random) throws Exception {
    ManagedProcess broker = cluster.process(Processes.BROKER);
    broker.stop();
    return ActiveFault.into(broker.name(), "SIGTERM; started again at the end", broker::start);
  }
}
