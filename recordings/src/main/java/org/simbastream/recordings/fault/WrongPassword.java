package org.simbastream.recordings.fault;

import java.util.List;
import java.util.Map;
import java.util.Random;
import org.simbastream.recordings.cluster.Cluster;
import org.simbastream.recordings.cluster.Processes;
import org.simbastream.recordings.truth.LogSignature;

/** A password was changed on one side only. */
final class WrongPassword implements Fault {

  @Override
  public String kind() {
    return "wrong-password";
  }

  @Override
  public String sentence() {
    return "The count consumer is rolled out with a wrong password for the broker; then it "
        + "is rolled back.";
  }

  @Override
  public List<LogSignature> signs() {
    return List.of(
        LogSignature.certain(
            Processes.CONSUMER,
            "[Aa]uthentication failed|[Ff]ailed authentication|SaslAuthenticationException"),
        LogSignature.certain(Processes.BROKER, "Failed authentication"));
  }

  @Override
  public ActiveFault inject(Cluster cluster, Random random) throws Exception {
    Map<String, String> wrong =
        cluster.withPassword(Processes.CONSUMER, "secret-" + random.nextInt(1000));
    cluster.rollOut(Processes.CONSUMER, wrong);
    return ActiveFault.into(
        Processes.CONSUMER,
        "started again with a wrong password, and back",
        () -> cluster.rollOut(Processes.CONSUMER, Map.of()));
  }
}
