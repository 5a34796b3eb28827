package org.simbastream.dashboard;

import java.net.URI;
import java.time.Clock;
import org.simbastream.dashboard.board.Board;
import org.simbastream.dashboard.feed.Feed;
import org.simbastream.dashboard.feed.WindowReader;
import org.simbastream.dashboard.highway.HighwayDesk;
import org.simbastream.dashboard.letters.ReplayDesk;
import org.simbastream.dashboard.web.PageServer;
import org.simbastream.dashboard.web.Pages;
import org.simbastream.job.options.SimbaConfiguration;
import org.simbastream.job.options.SimbaOptions;

/** A live page: reads Kafka and serves until it is closed. */
public final class Dashboard implements AutoCloseable {

  private final Feed feed;
  private final HighwayDesk highways;
  private final ReplayDesk letters;
  private final PageServer server;

  private Dashboard(Feed feed, HighwayDesk highways, ReplayDesk letters, PageServer server) {
    this.feed = feed;
    this.highways = highways;
    this.letters = letters;
    this.server = server;
  }

  /**
   * Starts a page. Kafka need not be there yet.
   *
   * @throws org.simbastream.job.options.InvalidConfigurationException if no brokers are given
   * @throws IllegalArgumentException if it can't listen where it should
   */
  public static Dashboard start(DashboardSettings settings) {
    SimbaConfiguration configuration = settings.configuration().requireBrokers();
    Clock clock = Clock.systemUTC();
    Board board = new Board(settings.bounds(), clock);
    Feed feed = Feed.start(configuration, board, settings.history(), settings.flinkRest(), clock);
    HighwayDesk highways = new HighwayDesk(configuration.get(SimbaOptions.MODEL));
    ReplayDesk letters = new ReplayDesk(configuration);
    try {
      PageServer server =
          PageServer.start(
              new Pages(
                  board,
                  feed,
                  new WindowReader(configuration, settings.bounds(), HighwayDesk.MAX_CHARACTERS),
                  highways,
                  letters,
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

  /** Where the page is. */
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
