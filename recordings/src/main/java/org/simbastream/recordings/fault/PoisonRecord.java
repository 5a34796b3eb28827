package org.simbastream.recordings.fault;

import java.util.List;
import java.util.Random;
import org.simbastream.recordings.cluster.Cluster;
import org.simbastream.recordings.cluster.Processes;
import org.simbastream.recordings.truth.LogSignature;

/** A record that the job can't read, again after every restart. */
final class PoisonRecord implements Fault {

  @Override
  public String kind() {
    return "poison-record";
  }

  @Override
  public String sentence() {
    return "A record that makes the job throw comes into the input: it restarts and fails "
        + "again, until an operator deletes the record.";
  }

  @Override
  public List<LogSignature> signs() {
    return List.of(
        LogSignature.certain(Processes.ANY_TASK_MANAGER, "NumberFormatException"),
        LogSignature.certain(Processes.ANY_TASK_MANAGER, "switched from RUNNING to FAILED"),
        LogSignature.certain(Processes.JOB_MANAGER, "switched from RUNNING to FAILED"),
        LogSignature.certain(Processes.JOB_MANAGER, "NumberFormatException"),
        LogSignature.possible(Processes.CONSUMER, "No counts for|Counts are late"));
  }

  @Override
  public ActiveFault inject(Cluster cluster, Random random) throws Exception {
    String damaged = "ka*" + (char) ('a' + random.nextInt(26)) + random.nextInt(100);
    long offset = cluster.topics().write(Cluster.WORDS, "ri mo " + damaged + " sa");
    return ActiveFault.intoJob(
        "a record written with " + damaged + " in it, which is no number; deleted at the end",
        () -> cluster.topics().deleteUpTo(Cluster.WORDS, offset));
  }
}
