package org.simbastream.recordings.fault;

import java.util.List;
import java.util.Random;
import org.simbastream.recordings.cluster.Cluster;
import org.simbastream.recordings.cluster.Processes;
import org.simbastream.recordings.truth.LogSignature;
import org.simbastream.testbed.process.ManagedProcess;

/** A TaskManager is frozen for longer than the heartbeat timeout. */
final class TaskManagerFrozen implements Fault {

  @Override
  public String kind() {
    return "taskmanager-frozen";
  }

  @Override
  public String sentence() {
    return "One of the two TaskManagers is frozen (SIGSTOP) for longer than the heartbeat "
        + "timeout, then goes on.";
  }

  @Override
  public List<LogSignature> signs() {
    return List.of(
        LogSignature.certain(
            Processes.JOB_MANAGER, "heartbeat of TaskManager with id \\S+ timed out"),
        LogSignature.certain(Processes.JOB_MANAGER, "switched from RUNNING to FAILED"),
        LogSignature.possible(
            Processes.ANY_TASK_MANAGER,
            "heartbeat of (JobManager|ResourceManager) .* timed out|switched from RUNNING to FAILED"),
        LogSignature.possible(Processes.CONSUMER, "No counts for|Counts are late"));
  }

  @Override
  public ActiveFault inject(Cluster cluster, Random random) throws Exception {
    ManagedProcess victim = cluster.process(TaskManagers.one(random));
    victim.freeze();
    return ActiveFault.into(victim.name(), "SIGSTOP; SIGCONT at the end", victim::thaw);
  }
}
