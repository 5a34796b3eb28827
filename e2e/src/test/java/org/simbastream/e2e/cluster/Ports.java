package org.simbastream.e2e.cluster;

import java.util.List;
import org.simbastream.testbed.LoopbackPorts;

/**
 * The ports of a cluster, all on the loopback address.
 *
 * @param broker where clients find Kafka
 * @param controller where the broker talks to itself
 * @param jobManager Flink's remote procedure calls
 * @param rest Flink's REST interface
 * @param zooKeeper ZooKeeper's clients
 */
record Ports(int broker, int controller, int jobManager, int rest, int zooKeeper) {

  static Ports choose() {
    List<Integer> free = LoopbackPorts.choose(5);
    return new Ports(free.get(0), free.get(1), free.get(2), free.get(3), free.get(4));
  }
}
