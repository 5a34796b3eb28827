package org.simbastream.recordings.fault;

import java.util.List;
import java.util.Random;
import org.simbastream.recordings.cluster.Cluster;
import org.simbastream.recordings.cluster.Processes;
import org.simbastream.recordings.truth.LogSignature;
import org.simbastream.testbed.process.ManagedProcess;

/** The service that the consumer depends on takes requests and never answers. */
final class StoreFrozen implements Fault {

  @Override
  public String kind() {
    return "store-frozen";
  }

  @Override
  public String sentence() {
    return "The count store is frozen (SIGSTOP), so that the consumer's requests time out, "
        + "and goes on a while later.";
  }

  @Override
  public List<LogSignature> signs() {
    return List.of(
        LogSignature.certain(Processes.CONSUMER, "were not stored"),
        LogSignature.certain(
            Processes.CONSUMER, "HttpTimeoutException|HttpConnectTimeoutException|timed out"));
  }

  @Override
  public ActiveFault inject(Cluster cluster, Random random) throws Exception {
    ManagedProcess store = cluster.process(Processes.STORE);
    store.freeze();
    return ActiveFault.into(store.name(), "SIGSTOP; SIGCONT at the end", store::thaw);
  }
}
