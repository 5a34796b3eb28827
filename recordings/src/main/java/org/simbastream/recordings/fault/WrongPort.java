package org.simbastream.recordings.fault;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.simbastream.recordings.cluster.Cluster;
import org.simbastream.recordings.cluster.Processes;
import org.simbastream.recordings.truth.LogSignature;

/** The generator is rolled out with an address where there is no broker. */
final class WrongPort implements Fault {

  @Override
  public String kind() {
    return "wrong-port";
  }

  @Override
  public String sentence() {
    return "The generator is rolled out with a wrong port of the broker; then it is rolled "
        + "back.";
  }

  @Override
  public Duration shortest() {
    return Duration.ofSeconds(12);
  }

  @Override
  public Duration longest() {
    return Duration.ofSeconds(18);
  }

  @Override
  public List<LogSignature> signs() {
    return List.of(
        LogSignature.certain(
            Processes.GENERATOR, "Connection to node -?\\d+ .*could not be established"),
        LogSignature.possible(
            Processes.GENERATOR, "Thread main died|not present in metadata|lines were not written"),
        LogSignature.possible(Processes.CONSUMER, "No counts for|Counts are late"));
  }

  @Override
  public ActiveFault inject(Cluster cluster, Random random) throws Exception {
    cluster.rollOut(Processes.GENERATOR, cluster.withWrongPort());
    return ActiveFault.into(
        Processes.GENERATOR,
        "started again with a port of the broker where nothing listens, and back",
        () -> cluster.rollOut(Processes.GENERATOR, Map.of()));
  }
}
