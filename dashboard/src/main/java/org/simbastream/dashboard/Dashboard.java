package org.simbastream.dashboard;

import java.net.URI;
import java.time.Clock;
import org.simbastream.dashboard.deadletters.ReplayService;
import org.simbastream.dashboard.feed.KafkaFeed;
import org.simbastream.dashboard.feed.WindowReader;
import org.simbastream.dashboard.highway.HighwayService;
import org.simbastream.dashboard.live.LiveState;
import org.simbastream.dashboard.web.PageServer;
import org.simbastream.dashboard.web.Pages;
import org.simbastream.job.options.SimbaConfiguration;
import org.simbastream.job.options.SimbaOptions;

/** A live page: reads Kafka and serves until it is closed. */
public final class Dashboard implements AutoCloseable {

  private final KafkaFeed feed;
  private final HighwayService highways;
  private final ReplayService letters;
  private final PageServer server;

  private Dashboard(
      KafkaFeed feed, HighwayService highways, ReplayService letters, PageServer server) {
    this.feed = feed;
    this.highways = highways;
    this.letters = letters;
    this.server = server;
  }

  /**
   * Starts a page. Kafka need not be running yet.
   *
   * @throws org.simbastream.job.options.InvalidConfigurationException if no brokers are given
   * @throws IllegalArgumentException if it can't listen at the configured address
   */
  public static Dashboard start(DashboardSettings settings) {
    SimbaConfiguration configuration = settings.configuration().requireBrokers();
    Clock clock = Clock.systemUTC();
    LiveState live = new LiveState(settings.bounds(), clock);
    KafkaFeed feed =
        KafkaFeed.start(configuration, live, settings.history(), settings.flinkRest(), clock);
    HighwayService highways = new HighwayService(configuration.get(SimbaOptions.MODEL));
    ReplayService letters = new ReplayService(configuration);
    try {
      PageServer server =
          PageServer.start(
              new Pages(
                  live,
                  feed,
                  new WindowReader(configuration, settings.bounds(), HighwayService.MAX_CHARACTERS),
                  highways,
                  letters,
                  configuration.get(SimbaOptions.ALERTS_ENABLED),
                  configuration.get(SimbaOptions.OUTPUT_PATTERNS_ENABLED),
                  settings.allowReplay(),
                  clock,
                  clock.millis(),
                  settings.bind(),
                  settings.port(),
                  settings.allowedHosts()));
      return new Dashboard(feed, highways, letters, server);
    } catch (RuntimeException e) {
      feed.close();
      throw e;
    }
  }

  /** The page's address. */
  public URI address() {
    return server.address();
  }

  @Override
  public void close() {
    server.close();
    letters.close();
    highways.close();
    feed.close();
  }
}
