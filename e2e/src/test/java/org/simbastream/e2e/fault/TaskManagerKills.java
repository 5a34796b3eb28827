package org.simbastream.e2e.fault;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.simbastream.e2e.cluster.ClusterSettings;
import org.simbastream.e2e.cluster.RecoveryCluster;
import org.simbastream.e2e.cluster.RunningJob;
import org.simbastream.e2e.load.TestInput;
import org.simbastream.e2e.report.FaultReport;
import org.simbastream.e2e.suite.RecoverySuite;
import org.simbastream.e2e.suite.Variant;
import org.simbastream.e2e.trial.Trial;
import org.simbastream.testbed.Await;

/** {@code kill -9} of TaskManagers that run the job. */
public final class TaskManagerKills {

  /** When the kill comes. */
  public enum Moment {
    /** At a random moment, while another TaskManager has slots to spare. */
    WITH_SPARE,
    /** At a random moment; the only TaskManager is started anew at once. */
    WITHOUT_SPARE,
    /** While a checkpoint is under way. */
    DURING_CHECKPOINT,
    /** At a random moment, and the TaskManager that takes over while it restores. */
    DURING_RECOVERY
  }

  private static final Duration PATIENCE = Duration.ofSeconds(120);
  private static final int SLOTS = 3;

  private final RecoverySuite suite;
  private final Moment moment;
  private final RecoveryCluster cluster;

  private TaskManagerKills(RecoverySuite suite, Moment moment) throws Exception {
    this.suite = suite;
    this.moment = moment;
    this.cluster =
        suite.cluster(ClusterSettings.ofSlots(SLOTS), moment == Moment.WITHOUT_SPARE ? 1 : 2);
  }

  /**
   * Kills.
   *
   * @param trials runs of the job
   * @param kills in each
   */
  public static FaultReport run(
      RecoverySuite suite, Moment moment, int trials, int kills, TestInput input, Variant variant)
      throws Exception {
    TaskManagerKills faults = new TaskManagerKills(suite, moment);
    FaultRun run = new FaultRun(suite, faults.name(), faults.sentence(), variant);
    for (int i = 0; i < trials; i++) {
      run.trial(input, kills, Map.of(), faults::kill);
    }
    return run.report();
  }

  private String name() {
    return switch (moment) {
      case WITH_SPARE -> "1a-taskmanager-with-spare";
      case WITHOUT_SPARE -> "1b-taskmanager-without-spare";
      case DURING_CHECKPOINT -> "1c-taskmanager-during-checkpoint";
      case DURING_RECOVERY -> "1d-taskmanager-during-recovery";
    };
  }

  private String sentence() {
    return switch (moment) {
      case WITH_SPARE -> "`kill -9` of a TaskManager, a spare is there";
      case WITHOUT_SPARE -> "`kill -9` of the only TaskManager, a new one starts at once";
      case DURING_CHECKPOINT -> "`kill -9` of a TaskManager during a checkpoint";
      case DURING_RECOVERY -> "`kill -9` of a TaskManager, and of the next during the recovery";
    };
  }

  private void kill(Trial trial, Random random) throws Exception {
    RunningJob job = trial.job();
    String victim = one(job, random);
    if (moment == Moment.DURING_CHECKPOINT) {
      Await.await(PATIENCE, () -> "no checkpoint is under way", job::isCheckpointing);
    }
    long at = System.currentTimeMillis();
    cluster.taskManager(victim).kill();
    switch (moment) {
      case WITHOUT_SPARE -> cluster.startTaskManager(victim);
      case DURING_RECOVERY -> at = killNext(job, victim);
      default -> {
        // the spare takes over
      }
    }
    trial.faultAt(at, job.awaitRestored(at));
    trial.awaitCaughtUp();
    List<String> running = cluster.runningTaskManagers();
    if (!running.contains(victim)) {
      cluster.startTaskManager(victim);
    }
    cluster.awaitTaskManagers(moment == Moment.WITHOUT_SPARE ? 1 : 2);
  }

  /** Kills the TaskManager that takes over while it restores, and starts the first again. */
  private long killNext(RunningJob job, String first) throws Exception {
    cluster.startTaskManager(first);
    Await.await(PATIENCE, () -> "the job is not being restored", job::isRestoring);
    String next =
        job.taskManagers().stream()
            .filter(name -> !name.equals(first) && cluster.runningTaskManagers().contains(name))
            .findFirst()
            .orElse(first);
    long at = System.currentTimeMillis();
    cluster.taskManager(next).kill();
    cluster.startTaskManager(next);
    suite.progress("killed " + next + " while it restored");
    return at;
  }

  private static String one(RunningJob job, Random random) throws Exception {
    List<String> all = List.copyOf(job.taskManagers());
    return all.get(random.nextInt(all.size()));
  }
}
