package org.simbastream.tools.record.fault;

import java.util.List;
import java.util.Random;
import org.simbastream.tools.record.cluster.Cluster;
import org.simbastream.tools.record.cluster.Processes;
import org.simbastream.tools.record.cluster.Topics;
import org.simbastream.tools.record.truth.Sign;

/** Somebody deletes the topic that everybody uses. */
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
  public List<Sign> signs() {
    return List.of(
        Sign.certain(
            Processes.BROKER,
            "[Dd]elet(ed|ing|e) (topic|partition|log|for).*words|topic words.*delet|marked for deletion|scheduled for deletion"),
        Sign.certain(
            Processes.GENERATOR,
            "UNKNOWN_TOPIC|not present in metadata|lines were not written|does not host|topic ID"),
        Sign.possible(
            Processes.ANY_TASK_MANAGER,
            "UNKNOWN_TOPIC|[Uu]nknown topic|topic ID|does not host|UnknownTopic|out of range|switched from RUNNING to FAILED"),
        Sign.possible(Processes.JOB_MANAGER, "switched from RUNNING to FAILED"),
        Sign.possible(Processes.CONSUMER, "No counts for|Counts are late"));
  }

  @Override
  public Injected inject(Cluster cluster, Random random) throws Exception {
    cluster.topics().delete(Topics.WORDS);
    return Injected.into(
        Processes.BROKER,
        "the topic 'words' deleted; created again at the end",
        () -> cluster.topics().create(Topics.WORDS));
  }
}
