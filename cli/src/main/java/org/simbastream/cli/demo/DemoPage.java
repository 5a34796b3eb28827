package org.simbastream.cli.demo;

import java.io.PrintStream;
import java.net.URI;
import java.util.Optional;
import org.simbastream.dashboard.Dashboard;
import org.simbastream.dashboard.DashboardSettings;
import org.simbastream.dashboard.live.Limits;
import org.simbastream.job.options.SimbaConfiguration;
import org.simbastream.testbed.LoopbackPorts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The live page beside a demo, on the loopback address; visitors may replay, as the topics are the
 * demo's own. If the page can't start, the demo runs without it.
 */
final class DemoPage {

  private static final Logger LOG = LoggerFactory.getLogger(DemoPage.class);

  private DemoPage() {}

  /**
   * Starts the page, when the demo's topics are there and its cluster runs.
   *
   * @param configuration the demo's own
   * @param flinkWebPage where Flink's REST interface is
   * @param err takes the page's address
   * @return ends it, when the demo ends
   */
  static AutoCloseable start(SimbaConfiguration configuration, URI flinkWebPage, PrintStream err) {
    int port =
        LoopbackPorts.isFree(DashboardSettings.DEFAULT_PORT) ? DashboardSettings.DEFAULT_PORT : 0;
    try {
      Dashboard dashboard =
          Dashboard.start(
              new DashboardSettings(
                  configuration,
                  LoopbackPorts.HOST,
                  port,
                  DashboardSettings.DEFAULT_HISTORY,
                  Optional.of(flinkWebPage),
                  true,
                  Limits.DEFAULT));
      err.printf("Live page: %s%n%n", dashboard.address());
      return dashboard;
    } catch (RuntimeException e) {
      err.println("simba: the live page did not start, the demo goes on: " + e.getMessage());
      LOG.warn("The live page did not start", e);
      return () -> {};
    }
  }
}
