package org.simbastream.tools.record.fault;

import java.util.List;
import java.util.Random;
import org.simbastream.tools.process.ManagedProcess;
import org.simbastream.tools.record.cluster.Cluster;
import org.simbastream.tools.record.cluster.Processes;
import org.simbastream.tools.record.truth.Sign;

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
  public List<Sign> signs() {
    return List.of(
        Sign.certain(Processes.CONSUMER, "were not stored"),
        Sign.certain(Processes.CONSUMER, "ConnectException"));
  }

  @Override
  public Injected inject(Cluster cluster, Random random) throws Exception {
    ManagedProcess store = cluster.process(Processes.STORE);
    store.stop();
    return Injected.into(store.name(), "SIGTERM; started again at the end", store::start);
  }
}
