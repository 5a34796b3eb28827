package org.simbastream.dashboard.cli;

import java.io.PrintStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.simbastream.dashboard.Dashboard;
import org.simbastream.dashboard.DashboardSettings;
import org.simbastream.dashboard.board.Bounds;
import org.simbastream.job.cli.OnInterrupt;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "dashboard",
    description = {
      "Serves the live page of a job: its streams with windows and highlights, which tokens climbed"
          + " how far, throughput, lag and dead letters.",
      "",
      "It only reads what the job writes to Kafka, without a consumer group, so it runs beside any"
          + " deployment and as often as wanted. It has no login: it listens on the loopback address"
          + " unless --bind says otherwise.",
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
          "A name by which browsers may ask for the page, such as that of a proxy before it; can be"
              + " repeated. Always allowed: localhost, this machine's own name, addresses in"
              + " digits.")
  private List<String> allowedHosts = new ArrayList<>();

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "" + DashboardOptions.PORT,
      description = "The port to listen on, 0 for a free one; default: ${DEFAULT-VALUE}.")
  private int port;

  @Option(
      names = "--history",
      paramLabel = "RECORDS",
      defaultValue = "" + DashboardOptions.HISTORY,
      description =
          "How many records before its end each partition of the results is read from; default:"
              + " ${DEFAULT-VALUE}.")
  private long history;

  @Option(
      names = "--flink-rest",
      paramLabel = "URL",
      description = "Flink's REST interface, to show the age of checkpoints as well.")
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
            Bounds.DEFAULT,
            allowedHosts);
    try (OnInterrupt ignored = new OnInterrupt(interrupted::countDown);
        Dashboard dashboard = Dashboard.start(settings)) {
      err.printf("Live page: %s   Ctrl-C ends it.%n", dashboard.address());
      interrupted.await();
    }
    return 0;
  }
}
