package org.simbastream.dashboard;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.simbastream.dashboard.live.Limits;
import org.simbastream.job.options.SimbaConfiguration;

/**
 * The settings of a page.
 *
 * @param configuration the job's configuration: brokers, connection, topics, consumer group, model
 * @param bind the address to listen on
 * @param port the port to listen on; 0: a free one
 * @param history the number of records before the end of each output partition at which reading
 *     starts
 * @param flinkRest Flink's REST interface, to read the state of checkpoints; empty for none
 * @param allowReplay whether visitors may replay dead letters
 * @param bounds the limits of what the page keeps
 * @param allowedHosts host names under which the page may be opened, besides those of this machine
 */
public record DashboardSettings(
    SimbaConfiguration configuration,
    String bind,
    int port,
    long history,
    Optional<URI> flinkRest,
    boolean allowReplay,
    Limits bounds,
    List<String> allowedHosts) {

  /** The default port. */
  public static final int DEFAULT_PORT = 8090;

  /**
   * The default number of records before the end of each output partition at which reading starts.
   */
  public static final int DEFAULT_HISTORY = 5_000;

  /** The settings of a page that accepts only the names of this machine. */
  public DashboardSettings(
      SimbaConfiguration configuration,
      String bind,
      int port,
      long history,
      Optional<URI> flinkRest,
      boolean allowReplay,
      Limits bounds) {
    this(configuration, bind, port, history, flinkRest, allowReplay, bounds, List.of());
  }
}
