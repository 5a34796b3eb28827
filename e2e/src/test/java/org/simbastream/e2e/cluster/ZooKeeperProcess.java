package org.simbastream.e2e.cluster;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.simbastream.testbed.LoopbackPorts;
import org.simbastream.testbed.process.JavaCommand;
import org.simbastream.testbed.process.ProcessFolder;

/** The ZooKeeper server that Flink brings along, on its own. */
final class ZooKeeperProcess {

  private ZooKeeperProcess() {}

  /** Writes its configuration, and gives its command. */
  static JavaCommand command(ProcessFolder folder, String flinkClassPath, int port)
      throws IOException {
    Path data = Files.createDirectories(folder.data("zookeeper"));
    Files.writeString(data.resolve("myid"), "1", StandardCharsets.UTF_8);
    folder.writeProperties(
        "zoo.properties",
        Map.of(
            "tickTime",
            "500",
            "dataDir",
            data.toString(),
            "clientPort",
            Integer.toString(port),
            "clientPortAddress",
            LoopbackPorts.HOST,
            "admin.enableServer",
            "false"));
    List<String> options = new ArrayList<>(JavaCommand.START_FAST);
    options.addAll(List.of("-Xmx64m", "-Dzookeeper.admin.enableServer=false"));
    return new JavaCommand(
        "flink",
        options,
        flinkClassPath,
        List.of(
            "org.apache.flink.shaded.zookeeper3.org.apache.zookeeper.server.ZooKeeperServerMain",
            "conf/zoo.properties"));
  }
}
