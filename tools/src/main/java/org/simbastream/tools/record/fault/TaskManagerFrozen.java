package org.simbastream.tools.record.fault;

import java.util.List;
import java.util.Random;
import org.simbastream.tools.process.ManagedProcess;
import org.simbastream.tools.record.cluster.Cluster;
import org.simbastream.tools.record.cluster.Processes;
import org.simbastream.tools.record.truth.Sign;

/** A TaskManager stands still for longer than the heartbeats' patience. */
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
  public List<Sign> signs() {
    return List.of(
        Sign.certain(Processes.JOB_MANAGER, "heartbeat of TaskManager with id \\S+ timed out"),
        Sign.certain(Processes.JOB_MANAGER, "switched from RUNNING to FAILED"),
        Sign.possible(
            Processes.ANY_TASK_MANAGER,
            "heartbeat of (JobManager|ResourceManager) .* timed out|switched from RUNNING to FAILED"),
        Sign.possible(Processes.CONSUMER, "No counts for|Counts are late"));
  }

  @Override
  public Injected inject(Cluster cluster, Random random) throws Exception {
    ManagedProcess victim = cluster.process(TaskManagers.one(random));
    victim.freeze();
    return Injected.into(victim.name(), "SIGSTOP; SIGCONT at the end", victim::thaw);
  }
}
