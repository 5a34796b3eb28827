package org.simbastream.tools.record.fault;

import java.util.List;
import java.util.Random;
import org.simbastream.tools.process.ManagedProcess;
import org.simbastream.tools.record.cluster.Cluster;
import org.simbastream.tools.record.cluster.Processes;
import org.simbastream.tools.record.truth.Sign;

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
  public List<Sign> signs() {
    return List.of(
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
        Sign.certain(
            Processes.BROKER,
            "no clean shutdown file|[Rr]ecovering unflushed|unclean shutdown|clean shutdown file was not found"),
        Sign.possible(Processes.CONSUMER, "No counts for|Counts are late"),
        Sign.possible(Processes.JOB_MANAGER, "switched from RUNNING to FAILED"));
  }

  @Override
  public Injected inject(Cluster cluster, Random random) throws Exception {
    ManagedProcess broker = cluster.process(Processes.BROKER);
    broker.kill();
    return Injected.into(broker.name(), "kill -9; started again at the end", broker::start);
  }
}
