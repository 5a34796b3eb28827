package org.simbastream.recordings.fault;

import java.util.List;
import java.util.Random;
import org.simbastream.recordings.cluster.Cluster;
import org.simbastream.recordings.cluster.Processes;
import org.simbastream.recordings.truth.LogSignature;
import org.simbastream.testbed.process.ManagedProcess;

/** The service that the consumer depends on is down. */
final class StoreStopped implements Fault {

  @Override
  public String kind() {
    return "store-stopped";
  }

  @Override
  public String sentence() {
    return "The count store is stopped, so that the consumer's connections are refused, and "
        + "started again a while later.";
  }

  @Override
  public List<LogSignature> signs() {
    return List.of(
        LogSignature.certain(Processes.CONSUMER, "were not stored"),
        LogSignature.certain(Processes.CONSUMER, "ConnectException"));
  }

  @Override
  public ActiveFault inject(Cluster cluster, Random random) throws Exception {
    ManagedProcess store = cluster.process(Processes.STORE);
    store.stop();
    return ActiveFault.into(store.name(), "SIGTERM; started again at the end", store::start);
  }
}
