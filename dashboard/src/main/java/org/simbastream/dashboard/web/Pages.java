package org.simbastream.dashboard.web;

import java.time.Clock;
import java.util.List;
import org.simbastream.dashboard.deadletters.ReplayService;
import org.simbastream.dashboard.feed.KafkaFeed;
import org.simbastream.dashboard.feed.WindowReader;
import org.simbastream.dashboard.highway.HighwayService;
import org.simbastream.dashboard.live.LiveState;

/**
 * The data sources and settings of a page's server.
 *
 * @param live the page's data
 * @param feed fills the live state
 * @param windows reads lines of windows again
 * @param highways reads texts
 * @param letters replays dead letters
 * @param alertsEnabled whether the configuration says that the job writes alerts
 * @param patternsEnabled whether it says that the job writes patterns
 * @param allowReplay whether a visitor may replay them
 * @param clock the server's
 * @param started when the page started, in milliseconds since the epoch
 * @param bind the address to listen on
 * @param port the port to listen on; 0: a free one
 * @param allowedHosts accepted host names besides its own
 */
public record Pages(
    LiveState live,
    KafkaFeed feed,
    WindowReader windows,
    HighwayService highways,
    ReplayService letters,
    boolean alertsEnabled,
    boolean patternsEnabled,
    boolean allowReplay,
    Clock clock,
    long started,
    String bind,
    int port,
    List<String> allowedHosts) {}
