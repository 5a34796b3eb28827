package org.simbastream.recordings.fault;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.simbastream.recordings.cluster.Cluster;
import org.simbastream.recordings.cluster.Processes;
import org.simbastream.recordings.truth.LogPositions;
import org.simbastream.recordings.truth.LogSignature;
import org.simbastream.testbed.process.ManagedProcess;

/** The JobManager is gone with the job; an operator starts both again. */
final class JobManagerKilled implements Fault {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Override
  public String kind() {
    return "jobmanager-killed";
  }

  @Override
  public String sentence() {
    return "The JobManager gets kill -9; it is started again and the job is submitted from "
        + "its last checkpoint.";
  }

  @Override
  public List<LogSignature> signs() {
    return List.of(
        LogSignature.certain(
            Processes.ANY_TASK_MANAGER,
            "Association with remote system .* has failed|Close ResourceManager connection|JobManager for job .* lost leadership|heartbeat of (JobManager|ResourceManager) .* timed out"),
        LogSignature.possible(
            Processes.ANY_TASK_MANAGER, "switched from RUNNING to (CANCELING|FAILED)"),
        LogSignature.certain(Processes.JOB_MANAGER, "Starting StandaloneSessionClusterEntrypoint"),
        LogSignature.possible(Processes.CONSUMER, "No counts for|Counts are late"));
  }

  @Override
  public ActiveFault inject(Cluster cluster, Random random) throws Exception {
    ManagedProcess jobManager = cluster.process(Processes.JOB_MANAGER);
    jobManager.kill();
    return ActiveFault.into(
        jobManager.name(),
        "kill -9; at the end started again and the job submitted from its last checkpoint",
        () -> startAgain(cluster));
  }

  private static void startAgain(Cluster cluster) throws Exception {
    LogPositions before = cluster.logs().marks();
    cluster.process(Processes.JOB_MANAGER).start();
    cluster.logs().await(Processes.JOB_MANAGER, "Rest endpoint listening", before, PATIENCE);
    cluster.job().submit(cluster.job().settings());
  }
}
