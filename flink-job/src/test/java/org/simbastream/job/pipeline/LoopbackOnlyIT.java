package org.simbastream.job.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.simbastream.job.options.SimbaConfiguration;
import org.simbastream.operators.keyed.SimbaOperator;
import org.simbastream.testbed.process.ListeningSockets;

/** What a job in this JVM opens to others. */
@Timeout(400)
class LoopbackOnlyIT {

  @TempDir private Path directory;

  @Test
  void brokerWebPageBlobServerAndTasksListenOnTheLoopbackAddressOnly() throws Exception {
    Set<InetSocketAddress> before = ListeningSockets.ofThisProcess();
    try (JobKit kit = new JobKit(directory)) {
      SimbaConfiguration configuration = kit.configuration(Map.of("rest.port", "0"));
      kit.send(TestStreams.lines(2, 20, 3));
      try (JobKit.Running running =
          kit.start(configuration, new SimbaOperator(SimbaJob.settings(configuration)))) {
        kit.awaitCommitted(configuration, 20);
        Set<InetSocketAddress> opened = new HashSet<>(ListeningSockets.ofThisProcess());
        opened.removeAll(before);
        assertThat(opened)
            .extracting(InetSocketAddress::getPort)
            .as("broker, controller, web page and blob server")
            .contains(running.flink().webPage().getPort())
            .hasSizeGreaterThanOrEqualTo(4);
        assertThat(opened).allMatch(address -> address.getAddress().isLoopbackAddress());
      }
    }
  }

  @Test
  void whoAsksForAnotherAddressGetsIt() throws Exception {
    try (JobKit kit = new JobKit(directory)) {
      SimbaConfiguration configuration =
          kit.configuration(Map.of("rest.port", "0", "rest.bind-address", "127.0.0.2"));
      try (JobKit.Running running =
          kit.start(configuration, new SimbaOperator(SimbaJob.settings(configuration)))) {
        assertThat(ListeningSockets.ofThisProcess())
            .contains(
                new InetSocketAddress(
                    InetAddress.getByName("127.0.0.2"), running.flink().webPage().getPort()));
      }
    }
  }
}
