package org.simbastream.tools.record.fault;

import java.util.List;
import java.util.Random;
import org.simbastream.tools.record.cluster.Cluster;
import org.simbastream.tools.record.cluster.Processes;
import org.simbastream.tools.record.truth.Sign;

/** A quota is set that the generator's load exceeds. */
final class GeneratorThrottled implements Fault {

  @Override
  public String kind() {
    return "generator-throttled";
  }

  @Override
  public String sentence() {
    return "The broker's quota for the generator is set to one or two kilobytes a second, and "
        + "lifted a while later.";
  }

  @Override
  public List<Sign> signs() {
    return List.of(
        Sign.certain(Processes.GENERATOR, "took \\d+ ms, more than|lines were not written"),
        Sign.possible(Processes.BROKER, "quota"),
        Sign.possible(Processes.CONSUMER, "No counts for|Counts are late"));
  }

  @Override
  public Injected inject(Cluster cluster, Random random) throws Exception {
    double bytesPerSecond = 1_000 + random.nextInt(1_000);
    cluster.topics().limit(Processes.GENERATOR, bytesPerSecond);
    return Injected.into(
        Processes.GENERATOR,
        "its quota at the broker set to "
            + (int) bytesPerSecond
            + " bytes a second; lifted at the end",
        () -> cluster.topics().limit(Processes.GENERATOR, null));
  }
}
