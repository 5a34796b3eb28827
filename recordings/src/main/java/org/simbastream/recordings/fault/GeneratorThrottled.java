package org.simbastream.recordings.fault;

import java.util.List;
import java.util.Random;
import org.simbastream.recordings.cluster.Cluster;
import org.simbastream.recordings.cluster.Processes;
import org.simbastream.recordings.truth.LogSignature;

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
  public List<LogSignature> signs() {
    return List.of(
        LogSignature.certain(Processes.GENERATOR, "took \\d+ ms, more than|lines were not written"),
        LogSignature.possible(Processes.BROKER, "quota"),
        LogSignature.possible(Processes.CONSUMER, "No counts for|Counts are late"));
  }

  @Override
  public ActiveFault inject(Cluster cluster, Random random) throws Exception {
    double bytesPerSecond = 1_000 + random.nextInt(1_000);
    cluster.topics().limit(Processes.GENERATOR, bytesPerSecond);
    return ActiveFault.into(
        Processes.GENERATOR,
        "its quota at the broker set to "
            + (int) bytesPerSecond
            + " bytes a second; lifted at the end",
        () -> cluster.topics().limit(Processes.GENERATOR, null));
  }
}
