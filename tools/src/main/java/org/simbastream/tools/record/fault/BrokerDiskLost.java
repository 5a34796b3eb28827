package org.simbastream.tools.record.fault;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.simbastream.tools.process.ManagedProcess;
import org.simbastream.tools.record.cluster.Cluster;
import org.simbastream.tools.record.cluster.Processes;
import org.simbastream.tools.record.truth.Sign;

/** The broker's disk is gone: it notices at its next checkpoint file, and gives up. */
final class BrokerDiskLost implements Fault {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Override
  public String kind() {
    return "broker-disk-lost";
  }

  @Override
  public String sentence() {
    return "The broker's data folder disappears (as if unmounted) until the broker gives up; "
        + "then both come back.";
  }

  @Override
  public List<Sign> signs() {
    return List.of(
        Sign.certain(
            Processes.BROKER,
            "Error while (writing to checkpoint|reading checkpoint|flushing|rolling|writing)|NoSuchFileException|Stopping serving logs in dir|all log dirs .* have failed"),
        Sign.certain(
            Processes.GENERATOR,
            "Connection to node \\S+ .*could not be established|Node \\S+ disconnected|disconnecting|Cancelled in-flight|lines were not written"),
        Sign.certain(
            Processes.ANY_TASK_MANAGER,
            "Connection to node \\S+ .*could not be established|Node \\S+ disconnected|disconnecting|Cancelled in-flight"),
        Sign.possible(
            Processes.CONSUMER,
            "Connection to node \\S+ .*could not be established|Node \\S+ disconnected|disconnecting|Cancelled in-flight|No counts for|Counts are late"),
        Sign.possible(Processes.JOB_MANAGER, "switched from RUNNING to FAILED"));
  }

  @Override
  public Injected inject(Cluster cluster, Random random) throws Exception {
    ManagedProcess broker = cluster.process(Processes.BROKER);
    Path data = cluster.folder().brokerData();
    Path aside = data.resolveSibling(data.getFileName() + ".aside");
    Files.move(data, aside);
    return Injected.into(
        broker.name(),
        "data folder moved away; at the end moved back, and the broker started again",
        () -> {
          broker.awaitEnd(PATIENCE);
          Files.move(aside, data);
          broker.start();
        });
  }
}
