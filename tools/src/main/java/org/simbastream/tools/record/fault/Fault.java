package org.simbastream.tools.record.fault;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.simbastream.tools.record.cluster.Cluster;
import org.simbastream.tools.record.truth.Sign;

/** A kind of fault: something real that is done to real processes, and taken back. */
public interface Fault {

  /** Its name, such as {@code broker-stopped}. */
  String kind();

  /** What is done, in one sentence. */
  String sentence();

  /** What the lines look like that show it. Written down before any score sees them. */
  List<Sign> signs();

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
  Injected inject(Cluster cluster, Random random) throws Exception;
}
