package org.simbastream.testbed;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** Free ports on the loopback address. */
public final class LoopbackPorts {

  /** The loopback address. */
  public static final String HOST = "127.0.0.1";

  // Below the range from which operating systems take the ports of outgoing connections: between
  // choosing a port and listening on it, no client of this machine can take it by chance.
  private static final int FIRST = 20_000;
  private static final int AFTER_LAST = 32_000;
  private static final int MAX_ATTEMPTS = 1_000;

  private LoopbackPorts() {}

  /**
   * Chooses different ports on which nothing listens.
   *
   * @throws IllegalStateException if a thousand ports tried at random were all taken
   */
  public static List<Integer> choose(int count) {
    List<Integer> ports = new ArrayList<>();
    for (int attempt = 0; attempt < MAX_ATTEMPTS && ports.size() < count; attempt++) {
      int port = ThreadLocalRandom.current().nextInt(FIRST, AFTER_LAST);
      if (!ports.contains(port) && isFree(port)) {
        ports.add(port);
      }
    }
    if (ports.size() < count) {
      throw new IllegalStateException(
          "No %d free ports between %d and %d on %s".formatted(count, FIRST, AFTER_LAST, HOST));
    }
    return ports;
  }

  /** Whether nothing listens on the port. */
  public static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getByName(HOST))) {
      return socket.isBound();
    } catch (IOException e) {
      return false;
    }
  }
}
