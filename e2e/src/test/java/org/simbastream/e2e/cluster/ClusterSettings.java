package org.simbastream.e2e.cluster;

import java.util.Map;
import java.util.TreeMap;

/**
 * How a cluster is set up.
 *
 * @param slots tasks of one operator that a TaskManager can run at once
 * @param zooKeeper whether JobManagers are highly available
 * @param djlInLib whether DJL's jars are in Flink's {@code lib} and loaded from there
 * @param flink options of Flink that differ from the kit's
 */
public record ClusterSettings(
    int slots, boolean zooKeeper, boolean djlInLib, Map<String, String> flink) {

  /** The set-up that {@code docs/operations.md} recommends, with as many slots a TaskManager. */
  public static ClusterSettings ofSlots(int slots) {
    return new ClusterSettings(slots, false, true, Map.of());
  }

  /** The same with highly available JobManagers. */
  public ClusterSettings withZooKeeper() {
    return new ClusterSettings(slots, true, djlInLib, flink);
  }

  /** The same with DJL in the job's jar only. */
  public ClusterSettings withoutDjlInLib() {
    return new ClusterSettings(slots, zooKeeper, false, flink);
  }

  /** The same with an option of Flink set. */
  public ClusterSettings with(String option, String value) {
    Map<String, String> more = new TreeMap<>(flink);
    more.put(option, value);
    return new ClusterSettings(slots, zooKeeper, djlInLib, more);
  }
}
