package org.simbastream.tools.record.fault;

import java.util.List;
import java.util.Random;
import org.simbastream.tools.record.cluster.Cluster;
import org.simbastream.tools.record.cluster.Processes;
import org.simbastream.tools.record.cluster.Topics;
import org.simbastream.tools.record.truth.Sign;

/** A record asks for more memory than a task has, again after every restart. */
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
  public List<Sign> signs() {
    return List.of(
        Sign.certain(Processes.ANY_TASK_MANAGER, "OutOfMemoryError"),
        Sign.certain(Processes.JOB_MANAGER, "switched from RUNNING to FAILED"),
        Sign.certain(Processes.JOB_MANAGER, "OutOfMemoryError"),
        Sign.possible(Processes.CONSUMER, "No counts for|Counts are late"));
  }

  @Override
  public Injected inject(Cluster cluster, Random random) throws Exception {
    int megabytes = 1_000 + random.nextInt(900);
    long offset = cluster.topics().write(Topics.WORDS, "ka*" + megabytes * 300_000);
    return Injected.intoJob(
        "a record written whose word is repeated "
            + megabytes * 300_000
            + " times; deleted at the end",
        () -> cluster.topics().deleteUpTo(Topics.WORDS, offset));
  }
}
