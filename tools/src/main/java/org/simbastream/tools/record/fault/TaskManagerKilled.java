package org.simbastream.tools.record.fault;

import java.util.List;
import java.util.Random;
import org.simbastream.tools.process.ManagedProcess;
import org.simbastream.tools.record.cluster.Cluster;
import org.simbastream.tools.record.cluster.Processes;
import org.simbastream.tools.record.truth.Sign;

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
  public List<Sign> signs() {
    return List.of(
        Sign.certain(Processes.JOB_MANAGER, "TaskManager with id \\S+ is no longer reachable"),
        Sign.certain(Processes.JOB_MANAGER, "switched from RUNNING to FAILED"),
        Sign.possible(Processes.JOB_MANAGER, "Association with remote system .* has failed"),
        Sign.possible(Processes.ANY_TASK_MANAGER, "switched from RUNNING to FAILED"),
        Sign.possible(Processes.CONSUMER, "No counts for|Counts are late"));
  }

  @Override
  public Injected inject(Cluster cluster, Random random) throws Exception {
    ManagedProcess victim = cluster.process(TaskManagers.one(random));
    victim.kill();
    return Injected.into(victim.name(), "kill -9; started again at the end", victim::start);
  }
}
