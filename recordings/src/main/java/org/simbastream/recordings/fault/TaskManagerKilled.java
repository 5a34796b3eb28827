package org.simbastream.recordings.fault;

import java.util.List;
import java.util.Random;
import org.simbastream.recordings.cluster.Cluster;
import org.simbastream.recordings.cluster.Processes;
import org.simbastream.recordings.truth.LogSignature;
import org.simbastream.testbed.process.ManagedProcess;

/** A TaskManager's machine is gone, and after a while there is another. */
final class TaskManagerKilled implements Fault {

  @Override
  public String kind() {
    return "taskmanager-killed";
  }

  @Override
  public String sentence() {
    return "One of the two TaskManagers gets kill -9; a replacement starts a while later.";
  }

  @Override
  public List<LogSignature> signs() {
    return List.of(
        LogSignature.certain(
            Processes.JOB_MANAGER, "TaskManager with id \\S+ is no longer reachable"),
        LogSignature.certain(Processes.JOB_MANAGER, "switched from RUNNING to FAILED"),
        LogSignature.possible(
            Processes.JOB_MANAGER, "Association with remote system .* has failed"),
        LogSignature.possible(Processes.ANY_TASK_MANAGER, "switched from RUNNING to FAILED"),
        LogSignature.possible(Processes.CONSUMER, "No counts for|Counts are late"));
  }

  @Override
  public ActiveFault inject(Cluster cluster, Random random) throws Exception {
    ManagedProcess victim = cluster.process(TaskManagers.one(random));
    victim.kill();
    return ActiveFault.into(victim.name(), "kill -9; started again at the end", victim::start);
  }
}
