package org.simbastream.cli;

import java.io.PrintStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.simbastream.dashboard.Dashboard;
import org.simbastream.dashboard.DashboardSettings;
import org.simbastream.dashboard.live.Limits;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "dashboard",
    description = {
      "Serves the live page of a job: its streams with their windows and highlights, how many"
          + " layers each token reached, throughput, lag and dead letters.",
      "",
      "It only reads what the job writes to Kafka, without a consumer group, so any number of"
          + " pages can run beside any deployment. It has no login: it listens on the loopback"
          + " address unless --bind names another one.",
      "",
      "Examples: simba dashboard --bootstrap localhost:9092",
      "          simba dashboard --config job.yaml --flink-rest http://localhost:8081"
    })
final class DashboardCommand implements Callable<Integer> {

  @Mixin private JobOptions job;

  @Option(
      names = "--bind",
      paramLabel = "ADDRESS",
      defaultValue = "127.0.0.1",
      description = "The address to listen on; default: ${DEFAULT-VALUE}.")
  private String bind;

  @Option(
      names = "--allow-host",
      paramLabel = "NAME",
      description =
          "A host name under which browsers may open the page, such as the name of a proxy in"
              + " front of it; can be repeated. Always allowed: localhost, this machine's own name,"
              + " and numeric addresses.")
  private List<String> allowedHosts = new ArrayList<>();

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "" + DashboardSettings.DEFAULT_PORT,
      description = "The port to listen on, 0 for a free one; default: ${DEFAULT-VALUE}.")
  private int port;

  @Option(
      names = "--history",
      paramLabel = "RECORDS",
      defaultValue = "" + DashboardSettings.DEFAULT_HISTORY,
      description =
          "The number of records before the end of each result partition at which reading starts;"
              + " default: ${DEFAULT-VALUE}.")
  private long history;

  @Option(
      names = "--flink-rest",
      paramLabel = "URL",
      description =
          "The address of Flink's REST interface; with it the page also shows the age of"
              + " checkpoints.")
  private URI flinkRest;

  @Option(
      names = "--allow-replay",
      description = "Let visitors replay dead letters, as simba replay does.")
  private boolean allowReplay;

  private final PrintStream err;

  DashboardCommand(PrintStream err) {
    this.err = err;
  }

  @Override
  public Integer call() throws Exception {
    if (port < 0 || port > 65_535 || history < 1) {
      throw new IllegalArgumentException("--port is 0 to 65535, and --history at least 1");
    }
    if (flinkRest != null && (flinkRest.getScheme() == null || flinkRest.getHost() == null)) {
      throw new IllegalArgumentException(
          "--flink-rest is '" + flinkRest + "': give an address such as http://localhost:8081");
    }
    CountDownLatch interrupted = new CountDownLatch(1);
    DashboardSettings settings =
        new DashboardSettings(
            job.configuration(),
            bind,
            port,
            history,
            Optional.ofNullable(flinkRest),
            allowReplay,
            Limits.DEFAULT,
            allowedHosts);
    try (OnInterrupt ignored = new OnInterrupt(interrupted::countDown);
        Dashboard dashboard = Dashboard.start(settings)) {
      err.printf("Live page: %s   Ctrl-C ends it.%n", dashboard.address());
      interrupted.await();
    }
    return 0;
  }
}
