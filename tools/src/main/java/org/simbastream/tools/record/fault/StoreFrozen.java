package org.simbastream.tools.record.fault;

import java.util.List;
import java.util.Random;
import org.simbastream.tools.process.ManagedProcess;
import org.simbastream.tools.record.cluster.Cluster;
import org.simbastream.tools.record.cluster.Processes;
import org.simbastream.tools.record.truth.Sign;

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
  public List<Sign> signs() {
    return List.of(
        Sign.certain(Processes.CONSUMER, "were not stored"),
        Sign.certain(
            Processes.CONSUMER, "HttpTimeoutException|HttpConnectTimeoutException|timed out"));
  }

  @Override
  public Injected inject(Cluster cluster, Random random) throws Exception {
    ManagedProcess store = cluster.process(Processes.STORE);
    store.freeze();
    return Injected.into(store.name(), "SIGSTOP; SIGCONT at the end", store::thaw);
  }
}
