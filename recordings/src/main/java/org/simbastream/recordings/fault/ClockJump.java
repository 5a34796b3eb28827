package org.simbastream.recordings.fault;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.simbastream.recordings.cluster.Cluster;
import org.simbastream.recordings.cluster.Processes;
import org.simbastream.recordings.truth.LogSignature;

/** The clock of the generator's host is wrong for a while. */
final class ClockJump implements Fault {

  @Override
  public String kind() {
    return "clock-jump";
  }

  @Override
  public String sentence() {
    return "The clock of the generator's host jumps 20 to 55 minutes ahead, for its records "
        + "and its log, and back a while later.";
  }

  @Override
  public List<LogSignature> signs() {
    return List.of(LogSignature.certain(Processes.CONSUMER, "Counts are of the future"));
  }

  @Override
  public ActiveFault inject(Cluster cluster, Random random) throws Exception {
    long minutes = 20 + random.nextInt(36);
    Path clock = cluster.folder().hostClock();
    Path ready = Files.createTempFile(clock.getParent(), "clock", "");
    Files.writeString(ready, Long.toString(minutes * 60_000));
    Files.move(ready, clock); // atomically, so that no reader sees half of it
    return ActiveFault.into(
        Processes.GENERATOR,
        "its host's clock set " + minutes + " minutes ahead, and back",
        () -> Files.delete(clock));
  }
}
