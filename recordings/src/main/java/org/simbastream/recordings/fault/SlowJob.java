package org.simbastream.recordings.fault;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.simbastream.recordings.cluster.Cluster;
import org.simbastream.recordings.cluster.Processes;
import org.simbastream.recordings.truth.LogSignature;

/** A new version of the job is too slow for its load. */
final class SlowJob implements Fault {

  @Override
  public String kind() {
    return "slow-job";
  }

  @Override
  public String sentence() {
    return "A version of the job is rolled out that takes 20 to 40 ms more for every word: "
        + "back-pressure, counts that come late, checkpoints that expire; then it is rolled "
        + "back.";
  }

  @Override
  public Duration longest() {
    return Duration.ofSeconds(20);
  }

  @Override
  public Duration shortest() {
    return Duration.ofSeconds(15);
  }

  @Override
  public List<LogSignature> signs() {
    return List.of(
        LogSignature.certain(Processes.CONSUMER, "No counts for|Counts are late"),
        LogSignature.possible(Processes.JOB_MANAGER, "expired before completing"),
        LogSignature.possible(
            Processes.JOB_MANAGER, "Exceeded checkpoint tolerable failure threshold"));
  }

  @Override
  public ActiveFault inject(Cluster cluster, Random random) throws Exception {
    Duration pause = Duration.ofMillis(20 + random.nextInt(20));
    cluster.job().replace(cluster.job().settings().withPausePerWord(pause));
    return ActiveFault.intoJob(
        "the job replaced by one that takes " + pause.toMillis() + " ms more per word, and back",
        () -> cluster.job().replace(cluster.job().settings()));
  }
}
