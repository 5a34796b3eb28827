package org.simbastream.tools.record.fault;

import java.util.List;
import java.util.Random;
import org.simbastream.tools.record.cluster.Cluster;
import org.simbastream.tools.record.cluster.Processes;
import org.simbastream.tools.record.cluster.Topics;
import org.simbastream.tools.record.truth.Sign;

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
  public List<Sign> signs() {
    return List.of(
        Sign.certain(Processes.ANY_TASK_MANAGER, "NumberFormatException"),
        Sign.certain(Processes.ANY_TASK_MANAGER, "switched from RUNNING to FAILED"),
        Sign.certain(Processes.JOB_MANAGER, "switched from RUNNING to FAILED"),
        Sign.certain(Processes.JOB_MANAGER, "NumberFormatException"),
        Sign.possible(Processes.CONSUMER, "No counts for|Counts are late"));
  }

  @Override
  public Injected inject(Cluster cluster, Random random) throws Exception {
    String damaged = "ka*" + (char) ('a' + random.nextInt(26)) + random.nextInt(100);
    long offset = cluster.topics().write(Topics.WORDS, "ri mo " + damaged + " sa");
    return Injected.intoJob(
        "a record written with " + damaged + " in it, which is no number; deleted at the end",
        () -> cluster.topics().deleteUpTo(Topics.WORDS, offset));
  }
}
