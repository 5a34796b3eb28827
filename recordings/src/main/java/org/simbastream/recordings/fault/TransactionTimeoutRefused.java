package org.simbastream.recordings.fault;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.simbastream.recordings.cluster.Cluster;
import org.simbastream.recordings.cluster.Processes;
import org.simbastream.recordings.truth.LogSignature;

/** The job is rolled out with a transaction timeout that the broker refuses. */
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
  public List<LogSignature> signs() {
    return List.of(
        LogSignature.certain(
            Processes.ANY_TASK_MANAGER,
            "transaction timeout is larger than the maximum|InvalidTxnTimeout"),
        LogSignature.certain(
            Processes.JOB_MANAGER,
            "transaction timeout is larger than the maximum|InvalidTxnTimeout"),
        LogSignature.certain(
            Processes.JOB_MANAGER, "switched from (RUNNING|INITIALIZING) to FAILED"),
        LogSignature.possible(Processes.CONSUMER, "No counts for|Counts are late"));
  }

  @Override
  public ActiveFault inject(Cluster cluster, Random random) throws Exception {
    Duration timeout = Duration.ofHours(1 + random.nextInt(12));
    cluster.job().replace(cluster.job().settings().withTransactionTimeout(timeout));
    return ActiveFault.intoJob(
        "the job replaced by one with transactions of " + timeout.toHours() + " h, and back",
        () -> cluster.job().replace(cluster.job().settings()));
  }
}
