package org.simbastream.dashboard.cli;

import java.io.PrintStream;
import java.net.URI;
import java.util.Optional;
import org.simbastream.dashboard.Dashboard;
import org.simbastream.dashboard.DashboardSettings;
import org.simbastream.dashboard.board.Bounds;
import org.simbastream.job.demo.DemoCompanion;
import org.simbastream.job.embedded.LoopbackPorts;
import org.simbastream.job.options.SimbaConfiguration;

/**
 * The live page beside a demo, on the loopback address; visitors may replay, as the topics are the
 * demo's own.
 */
public final class DashboardCompanion implements DemoCompanion {

  @Override
  public AutoCloseable start(SimbaConfiguration configuration, URI flinkWebPage, PrintStream err) {
    int port = LoopbackPorts.isFree(DashboardOptions.PORT) ? DashboardOptions.PORT : 0;
    Dashboard dashboard =
        Dashboard.start(
            new DashboardSettings(
                configuration,
                LoopbackPorts.HOST,
                port,
                DashboardOptions.HISTORY,
                Optional.of(flinkWebPage),
                true,
                Bounds.DEFAULT));
    err.printf("Live page: %s%n%n", dashboard.address());
    return dashboard;
  }
}
