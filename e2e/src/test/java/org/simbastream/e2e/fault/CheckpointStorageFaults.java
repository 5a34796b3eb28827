package org.simbastream.e2e.fault;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.simbastream.e2e.cluster.ClusterSettings;
import org.simbastream.e2e.cluster.RecoveryCluster;
import org.simbastream.e2e.cluster.RunningJob;
import org.simbastream.e2e.disk.FragileFileSystem;
import org.simbastream.e2e.load.TestInput;
import org.simbastream.e2e.report.FaultReport;
import org.simbastream.e2e.suite.RecoverySuite;
import org.simbastream.e2e.suite.Variant;
import org.simbastream.e2e.trial.Trial;
import org.simbastream.testbed.Await;

/** No checkpoint can be written, and meanwhile a TaskManager is killed. */
public final class CheckpointStorageFaults {

  private static final Duration PATIENCE = Duration.ofSeconds(120);
  private static final int FAILED_CHECKPOINTS = 2;

  private final RecoverySuite suite;
  private final String marker;
  private final RecoveryCluster cluster;

  private CheckpointStorageFaults(RecoverySuite suite, String marker) throws Exception {
    this.suite = suite;
    this.marker = marker;
    this.cluster = suite.cluster(ClusterSettings.ofSlots(3), 2);
  }

  /** The disk is full for a while. */
  public static FaultReport full(
      RecoverySuite suite, String backend, int faults, TestInput input, Variant variant)
      throws Exception {
    return new CheckpointStorageFaults(suite, FragileFileSystem.FULL)
        .run("4a-checkpoints-full-", "the checkpoints' disk full", backend, faults, input, variant);
  }

  /** The disk can't be written to for a while. */
  public static FaultReport unwritable(
      RecoverySuite suite, String backend, int faults, TestInput input, Variant variant)
      throws Exception {
    return new CheckpointStorageFaults(suite, FragileFileSystem.UNWRITABLE)
        .run(
            "4b-checkpoints-unwritable-",
            "the checkpoints' folder unwritable",
            backend,
            faults,
            input,
            variant);
  }

  private FaultReport run(
      String name, String what, String backend, int faults, TestInput input, Variant variant)
      throws Exception {
    FaultRun run =
        new FaultRun(
            suite,
            name + backend,
            what + " (" + backend + "), meanwhile `kill -9` of a TaskManager",
            variant);
    String folder = FragileFileSystem.SCHEME + "://" + cluster.checkpoints().toUri().getPath();
    run.trial(
        input,
        faults,
        Map.of(
            "execution.checkpointing.dir",
            folder,
            "state.backend.type",
            backend,
            // small states go to files, too, not into the metadata
            "execution.checkpointing.data-inline-threshold",
            "0"),
        this::spoil);
    run.note(List.of(said(run)));
    return run.report();
  }

  private void spoil(Trial trial, Random random) throws Exception {
    RunningJob job = trial.job();
    String victim = List.copyOf(job.taskManagers()).get(0);
    Path file = cluster.checkpoints().resolve(marker);
    long failed = job.failedCheckpoints();
    Files.createFile(file);
    long at;
    try {
      Await.await(
          PATIENCE,
          () -> "checkpoints do not fail",
          () -> job.failedCheckpoints() >= failed + FAILED_CHECKPOINTS);
      at = System.currentTimeMillis();
      cluster.taskManager(victim).kill();
      job.awaitRestored(at);
    } finally {
      Files.delete(file);
    }
    job.awaitCheckpoint();
    trial.faultAt(at, job.restoredAt());
    cluster.startTaskManager(victim);
    cluster.awaitTaskManagers(2);
  }

  /** What the JobManager says of it. */
  private String said(FaultRun run) throws Exception {
    String cause =
        marker.equals(FragileFileSystem.FULL) ? "No space left on device" : "Permission denied";
    boolean named = cluster.log("jobmanager").contains(cause);
    return "%d times; the JobManager's log %s '%s'"
        .formatted(run.report().tried(), named ? "names" : "does not name", cause);
  }
}
