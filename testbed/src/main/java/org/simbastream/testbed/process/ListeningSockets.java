package org.simbastream.testbed.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The sockets on which this process listens, from Linux's /proc. */
public final class ListeningSockets {

  private static final String LISTEN = "0A";

  private ListeningSockets() {}

  /** All addresses and ports on which this process listens. */
  public static Set<InetSocketAddress> ofThisProcess() throws IOException {
    Set<String> inodes = inodes();
    Set<InetSocketAddress> listening = new HashSet<>();
    for (String table : new String[] {"/proc/net/tcp", "/proc/net/tcp6"}) {
      List<String> lines = Files.readAllLines(Path.of(table));
      for (String line : lines.subList(1, lines.size())) {
        String[] fields = line.strip().split("\\s+");
        if (fields[3].equals(LISTEN) && inodes.contains(fields[9])) {
          listening.add(address(fields[1]));
        }
      }
    }
    return listening;
  }

  private static Set<String> inodes() throws IOException {
    Set<String> inodes = new HashSet<>();
    List<Path> descriptors = new ArrayList<>();
    try (Stream<Path> listed = Files.list(Path.of("/proc/self/fd"))) {
      listed.forEach(descriptors::add);
    }
    for (Path descriptor : descriptors) {
      try {
        String target = Files.readSymbolicLink(descriptor).toString();
        if (target.startsWith("socket:[")) {
          inodes.add(target.substring("socket:[".length(), target.length() - 1));
        }
      } catch (IOException e) {
        // closed meanwhile
      }
    }
    return inodes;
  }

  /** From hexadecimal words of four bytes, each in the order of the machine, and the port. */
  private static InetSocketAddress address(String written) throws IOException {
    String[] parts = written.split(":");
    byte[] bytes = HexFormat.of().parseHex(parts[0]);
    for (int word = 0; word < bytes.length; word += 4) {
      for (int i = 0; i < 2; i++) {
        byte swapped = bytes[word + i];
        bytes[word + i] = bytes[word + 3 - i];
        bytes[word + 3 - i] = swapped;
      }
    }
    return new InetSocketAddress(InetAddress.getByAddress(bytes), Integer.parseInt(parts[1], 16));
  }
}
