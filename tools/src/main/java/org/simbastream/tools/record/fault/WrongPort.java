package org.simbastream.tools.record.fault;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.simbastream.tools.record.cluster.Cluster;
import org.simbastream.tools.record.cluster.Processes;
import org.simbastream.tools.record.truth.Sign;

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
  public List<Sign> signs() {
    return List.of(
        Sign.certain(Processes.GENERATOR, "Connection to node -?\\d+ .*could not be established"),
        Sign.possible(
            Processes.GENERATOR, "Thread main died|not present in metadata|lines were not written"),
        Sign.possible(Processes.CONSUMER, "No counts for|Counts are late"));
  }

  @Override
  public Injected inject(Cluster cluster, Random random) throws Exception {
    cluster.rollOut(Processes.GENERATOR, cluster.withWrongPort());
    return Injected.into(
        Processes.GENERATOR,
        "started again with a port of the broker where nothing listens, and back",
        () -> cluster.rollOut(Processes.GENERATOR, Map.of()));
  }
}
