package org.simbastream.dashboard;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.simbastream.dashboard.board.Bounds;
import org.simbastream.job.options.SimbaConfiguration;

/**
 * What a page shows, and where.
 *
 * @param configuration the job's: brokers, how to connect, topics, consumer group, model
 * @param bind the address to listen on
 * @param port the port to listen on; 0: a free one
 * @param history how many records before its end each output partition is read from
 * @param flinkRest Flink's REST interface, if it is to be asked for checkpoints
 * @param allowReplay whether visitors may replay dead letters
 * @param bounds how much is remembered
 * @param allowedHosts names by which the page may be asked for, besides those of this machine
 */
public record DashboardSettings(
    SimbaConfiguration configuration,
    String bind,
    int port,
    long history,
    Optional<URI> flinkRest,
    boolean allowReplay,
    Bounds bounds,
    List<String> allowedHosts) {

  /** A page that is asked for by the names of this machine only. */
  public DashboardSettings(
      SimbaConfiguration configuration,
      String bind,
      int port,
      long history,
      Optional<URI> flinkRest,
      boolean allowReplay,
      Bounds bounds) {
    this(configuration, bind, port, history, flinkRest, allowReplay, bounds, List.of());
  }
}
