package org.simbastream.recordings.fault;

import java.util.List;
import java.util.Random;
import org.simbastream.recordings.cluster.Cluster;
import org.simbastream.recordings.cluster.Processes;
import org.simbastream.recordings.truth.LogSignature;
import org.simbastream.testbed.process.ManagedProcess;

/** The broker's machine is gone and comes back with what was on its disk. */
final class BrokerKilled implements Fault {

  @Override
  public String kind() {
    return "broker-killed";
  }

  @Override
  public String sentence() {
    return "The Kafka broker gets kill -9 and is started again a while later, with logs to "
        + "recover.";
  }

  @Override
  public List<LogSignature> signs() {
    return List.of(
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
        LogSignature.certain(
            Processes.BROKER,
            "no clean shutdown file|[Rr]ecovering unflushed|unclean shutdown|clean shutdown file was not found"),
        LogSignature.possible(Processes.CONSUMER, "No counts for|Counts are late"),
        LogSignature.possible(Processes.JOB_MANAGER, "switched from RUNNING to FAILED"));
  }

  @Override
  public ActiveFault inject(Cluster cluster, Random random) throws Exception {
    ManagedProcess broker = cluster.process(Processes.BROKER);
    broker.kill();
    return ActiveFault.into(broker.name(), "kill -9; started again at the end", broker::start);
  }
}
