package org.simbastream.recordings.fault;

import java.util.List;
import java.util.Random;
import org.simbastream.recordings.cluster.Cluster;
import org.simbastream.recordings.cluster.Processes;
import org.simbastream.recordings.truth.LogSignature;

/** The job is rolled out with a topic that does not exist. */
final class WrongTopic implements Fault {

  @Override
  public String kind() {
    return "wrong-topic";
  }

  @Override
  public String sentence() {
    return "The job is rolled out with a wrong name of its input topic; then it is rolled "
        + "back.";
  }

  @Override
  public List<LogSignature> signs() {
    return List.of(
        LogSignature.certain(
            Processes.JOB_MANAGER,
            "Failed to (get metadata|describe|list|refresh)|UnknownTopicOrPartition|does not host this topic-partition"),
        LogSignature.possible(
            Processes.JOB_MANAGER,
            "switched from RUNNING to FAILED|switched from state RUNNING to (RESTARTING|FAILING)"),
        LogSignature.possible(Processes.CONSUMER, "No counts for|Counts are late"));
  }

  @Override
  public ActiveFault inject(Cluster cluster, Random random) throws Exception {
    String wrong = List.of("word", "words-v2", "wrods", "staging-words").get(random.nextInt(4));
    cluster.job().replace(cluster.job().settings().withInput(wrong));
    return ActiveFault.into(
        Processes.JOB_MANAGER,
        "the job replaced by one that reads '" + wrong + "', which does not exist, and back",
        () -> cluster.job().replace(cluster.job().settings()));
  }
}
