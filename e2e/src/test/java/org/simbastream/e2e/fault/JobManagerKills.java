package org.simbastream.e2e.fault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;
import org.simbastream.e2e.cluster.ClusterSettings;
import org.simbastream.e2e.cluster.RecoveryCluster;
import org.simbastream.e2e.load.TestInput;
import org.simbastream.e2e.report.FaultReport;
import org.simbastream.e2e.suite.RecoverySuite;
import org.simbastream.e2e.suite.Variant;
import org.simbastream.e2e.trial.Trial;

/** {@code kill -9} of the JobManager. */
public final class JobManagerKills {

  private final RecoverySuite suite;
  private final RecoveryCluster cluster;
  private final Variant variant;

  private JobManagerKills(RecoverySuite suite, ClusterSettings settings, Variant variant)
      throws Exception {
    this.suite = suite;
    this.cluster = suite.cluster(settings, 1);
    this.variant = variant;
  }

  /** Kills; the job is submitted again from the last checkpoint that was kept. */
  public static FaultReport resubmitted(
      RecoverySuite suite, int kills, TestInput input, Variant variant) throws Exception {
    JobManagerKills faults = new JobManagerKills(suite, ClusterSettings.ofSlots(3), variant);
    FaultRun run =
        new FaultRun(
            suite,
            "2a-jobmanager",
            "`kill -9` of the JobManager, the job submitted again from the last checkpoint",
            variant);
    run.trial(input, kills, Map.of(), (trial, random) -> faults.killAndResubmit(trial));
    return run.report();
  }

  /** Kills; the next JobManager finds the job in ZooKeeper. */
  public static FaultReport highlyAvailable(
      RecoverySuite suite, int kills, TestInput input, Variant variant) throws Exception {
    JobManagerKills faults =
        new JobManagerKills(suite, ClusterSettings.ofSlots(3).withZooKeeper(), variant);
    FaultRun run =
        new FaultRun(
            suite,
            "2b-jobmanager-zookeeper",
            "`kill -9` of the JobManager, high availability with ZooKeeper",
            variant);
    run.trial(input, kills, Map.of(), (trial, random) -> faults.killAndWait(trial));
    return run.report();
  }

  private void killAndResubmit(Trial trial) throws Exception {
    long at = kill();
    cluster.awaitTaskManagers(1);
    Path checkpoint = latestCheckpoint(trial.job().id());
    suite.progress("goes on from " + checkpoint.getFileName());
    trial.submit(suite.program(variant), 2, checkpoint.toUri().toString(), Map.of());
    trial.faultAt(at, trial.job().awaitRestored(at));
  }

  private void killAndWait(Trial trial) throws Exception {
    long at = kill();
    cluster.awaitTaskManagers(1);
    trial.faultAt(at, trial.job().awaitRestored(at));
  }

  private long kill() throws Exception {
    long at = System.currentTimeMillis();
    cluster.jobManager().kill();
    cluster.jobManager().start();
    return at;
  }

  private Path latestCheckpoint(String job) throws IOException {
    try (Stream<Path> folders = Files.list(cluster.checkpoints().resolve(job))) {
      return folders
          .filter(folder -> Files.exists(folder.resolve("_metadata")))
          .max(Comparator.comparingLong(JobManagerKills::number))
          .orElseThrow(() -> new IllegalStateException("no checkpoint of job " + job));
    }
  }

  private static long number(Path checkpoint) {
    return Long.parseLong(checkpoint.getFileName().toString().substring("chk-".length()));
  }
}
