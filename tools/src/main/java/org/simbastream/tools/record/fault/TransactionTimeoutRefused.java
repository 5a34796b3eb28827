package org.simbastream.tools.record.fault;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.simbastream.tools.record.cluster.Cluster;
import org.simbastream.tools.record.cluster.Processes;
import org.simbastream.tools.record.truth.Sign;

/** The job is rolled out with transactions that the broker finds too long. */
final class TransactionTimeoutRefused implements Fault {

  @Override
  public String kind() {
    return "transaction-timeout-refused";
  }

  @Override
  public String sentence() {
    return "The job is rolled out with a transaction timeout above what the broker allows; "
        + "then it is rolled back.";
  }

  @Override
  public List<Sign> signs() {
    return List.of(
        Sign.certain(
            Processes.ANY_TASK_MANAGER,
            "transaction timeout is larger than the maximum|InvalidTxnTimeout"),
        Sign.certain(
            Processes.JOB_MANAGER,
            "transaction timeout is larger than the maximum|InvalidTxnTimeout"),
        Sign.certain(Processes.JOB_MANAGER, "switched from (RUNNING|INITIALIZING) to FAILED"),
        Sign.possible(Processes.CONSUMER, "No counts for|Counts are late"));
  }

  @Override
  public Injected inject(Cluster cluster, Random random) throws Exception {
    Duration timeout = Duration.ofHours(1 + random.nextInt(12));
    cluster.job().replace(cluster.job().settings().withTransactionTimeout(timeout));
    return Injected.intoJob(
        "the job replaced by one with transactions of " + timeout.toHours() + " h, and back",
        () -> cluster.job().replace(cluster.job().settings()));
  }
}
