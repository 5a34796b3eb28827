package org.simbastream.recordings.fault;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.simbastream.recordings.cluster.Cluster;
import org.simbastream.recordings.truth.LogSignature;

/** A kind of fault: a real disturbance of real processes, which is later removed. */
public interface Fault {

  /** Its name, such as {@code broker-stopped}. */
  String kind();

  /** What is done, in one sentence. */
  String sentence();

  /** The patterns of the lines that show it, fixed before any score was computed on them. */
  List<LogSignature> signs();

  /** How long it lasts at least. */
  default Duration shortest() {
    return Duration.ofSeconds(8);
  }

  /** How long it lasts at most. */
  default Duration longest() {
    return Duration.ofSeconds(13);
  }

  /**
   * Does it.
   *
   * @param random draws what is not fixed, such as the victim
   */
  ActiveFault inject(Cluster cluster, Random random) throws Exception;
}
