package org.simbastream.recordings.fault;

import java.util.List;
import java.util.Random;
import org.simbastream.recordings.cluster.Cluster;
import org.simbastream.recordings.cluster.Processes;
import org.simbastream.recordings.truth.LogSignature;

/** A record needs more memory than a task has, again after every restart. */
final class TaskOutOfMemory implements Fault {

  @Override
  public String kind() {
    return "task-out-of-memory";
  }

  @Override
  public String sentence() {
    return "A record that makes the job allocate a gigabyte comes into the input: "
        + "OutOfMemoryError, restart, and the same again, until an operator deletes the "
        + "record.";
  }

  @Override
  public List<LogSignature> signs() {
    return List.of(
        LogSignature.certain(Processes.ANY_TASK_MANAGER, "OutOfMemoryError"),
        LogSignature.certain(Processes.JOB_MANAGER, "switched from RUNNING to FAILED"),
        LogSignature.certain(Processes.JOB_MANAGER, "OutOfMemoryError"),
        LogSignature.possible(Processes.CONSUMER, "No counts for|Counts are late"));
  }

  @Override
  public ActiveFault inject(Cluster cluster, Random random) throws Exception {
    int megabytes = 1_000 + random.nextInt(900);
    long offset = cluster.topics().write(Cluster.WORDS, "ka*" + megabytes * 300_000);
    return ActiveFault.intoJob(
        "a record written whose word is repeated "
            + megabytes * 300_000
            + " times; deleted at the end",
        () -> cluster.topics().deleteUpTo(Cluster.WORDS, offset));
  }
}
