package org.simbastream.recordings.fault;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.simbastream.recordings.cluster.Cluster;
import org.simbastream.recordings.cluster.Processes;
import org.simbastream.recordings.truth.LogSignature;
import org.simbastream.testbed.process.ManagedProcess;

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
  public List<LogSignature> signs() {
    return List.of(
        LogSignature.certain(
            Processes.BROKER,
            "Error while (writing to checkpoint|reading checkpoint|flushing|rolling|writing)|NoSuchFileException|Stopping serving logs in dir|all log dirs .* have failed"),
        LogSignature.certain(
            Processes.GENERATOR,
            "Connection to node \\S+ .*could not be established|Node \\S+ disconnected|disconnecting|Cancelled in-flight|lines were not written"),
        LogSignature.certain(
            Processes.ANY_TASK_MANAGER,
            "Connection to node \\S+ .*could not be established|Node \\S+ disconnected|disconnecting|Cancelled in-flight"),
        LogSignature.possible(
            Processes.CONSUMER,
            "Connection to node \\S+ .*could not be established|Node \\S+ disconnected|disconnecting|Cancelled in-flight|No counts for|Counts are late"),
        LogSignature.possible(Processes.JOB_MANAGER, "switched from RUNNING to FAILED"));
  }

  @Override
  public ActiveFault inject(Cluster cluster, Random random) throws Exception {
    ManagedProcess broker = cluster.process(Processes.BROKER);
    Path data = cluster.folder().brokerData();
    Path aside = data.resolveSibling(data.getFileName() + ".aside");
    Files.move(data, aside);
    return ActiveFault.into(
        broker.name(),
        "data folder moved away; at the end moved back, and the broker started again",
        () -> {
          broker.awaitEnd(PATIENCE);
          Files.move(aside, data);
          broker.start();
        });
  }
}
