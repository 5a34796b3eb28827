package org.simbastream.recordings.fault;

import java.util.List;
import java.util.Random;
import org.simbastream.recordings.cluster.Cluster;
import org.simbastream.recordings.cluster.Processes;
import org.simbastream.recordings.truth.LogSignature;

/** A topic in use is deleted. */
final class TopicDeleted implements Fault {

  @Override
  public String kind() {
    return "topic-deleted";
  }

  @Override
  public String sentence() {
    return "The topic of words is deleted under load and created again, empty, a while " + "later.";
  }

  @Override
  public List<LogSignature> signs() {
    return List.of(
        LogSignature.certain(
            Processes.BROKER,
            "[Dd]elet(ed|ing|e) (topic|partition|log|for).*words|topic words.*delet|marked for deletion|scheduled for deletion"),
        LogSignature.certain(
            Processes.GENERATOR,
            "UNKNOWN_TOPIC|not present in metadata|lines were not written|does not host|topic ID"),
        LogSignature.possible(
            Processes.ANY_TASK_MANAGER,
            "UNKNOWN_TOPIC|[Uu]nknown topic|topic ID|does not host|UnknownTopic|out of range|switched from RUNNING to FAILED"),
        LogSignature.possible(Processes.JOB_MANAGER, "switched from RUNNING to FAILED"),
        LogSignature.possible(Processes.CONSUMER, "No counts for|Counts are late"));
  }

  @Override
  public ActiveFault inject(Cluster cluster, Random random) throws Exception {
    cluster.topics().delete(List.of(Cluster.WORDS));
    return ActiveFault.into(
        Processes.BROKER,
        "the topic 'words' deleted; created again at the end",
        () -> cluster.createTopic(Cluster.WORDS));
  }
}
