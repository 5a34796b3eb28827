package org.simbastream.recordings.cluster;

import java.util.List;
import org.simbastream.testbed.LoopbackPorts;

/**
 * The ports of the cluster, all on the loopback address.
 *
 * @param broker where Flink finds Kafka, without credentials
 * @param applications where the applications find Kafka, with user and password
 * @param controller where the broker talks to itself
 * @param jobManager Flink's remote procedure calls
 * @param rest Flink's web page
 * @param store the service's
 * @param unused where nothing listens
 */
record Ports(
    int broker, int applications, int controller, int jobManager, int rest, int store, int unused) {

  static final String HOST = LoopbackPorts.HOST;

  static Ports choose() {
    List<Integer> free = LoopbackPorts.choose(7);
    return new Ports(
        free.get(0), free.get(1), free.get(2), free.get(3), free.get(4), free.get(5), free.get(6));
  }

  static String address(int port) {
    return HOST + ":" + port;
  }
}
