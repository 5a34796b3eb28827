package org.simbastream.tools.record.fault;

import java.util.List;
import java.util.Map;
import java.util.Random;
import org.simbastream.tools.record.cluster.Cluster;
import org.simbastream.tools.record.cluster.Processes;
import org.simbastream.tools.record.truth.Sign;

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
  public List<Sign> signs() {
    return List.of(
        Sign.certain(
            Processes.CONSUMER,
            "[Aa]uthentication failed|[Ff]ailed authentication|SaslAuthenticationException"),
        Sign.certain(Processes.BROKER, "Failed authentication"));
  }

  @Override
  public Injected inject(Cluster cluster, Random random) throws Exception {
    Map<String, String> wrong =
        cluster.withPassword(Processes.CONSUMER, "secret-" + random.nextInt(1000));
    cluster.rollOut(Processes.CONSUMER, wrong);
    return Injected.into(
        Processes.CONSUMER,
        "started again with a wrong password, and back",
        () -> cluster.rollOut(Processes.CONSUMER, Map.of()));
  }
}
