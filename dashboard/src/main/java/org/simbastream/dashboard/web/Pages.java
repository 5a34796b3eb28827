package org.simbastream.dashboard.web;

import java.time.Clock;
import java.util.List;
import org.simbastream.dashboard.board.Board;
import org.simbastream.dashboard.feed.Feed;
import org.simbastream.dashboard.feed.WindowReader;
import org.simbastream.dashboard.highway.HighwayDesk;
import org.simbastream.dashboard.letters.ReplayDesk;

/**
 * What a server shows, and where.
 *
 * @param board what is known
 * @param feed fills the board
 * @param windows reads lines of windows again
 * @param highways reads texts
 * @param letters replays dead letters
 * @param allowReplay whether a visitor may replay them
 * @param clock the server's
 * @param started when the page started, in milliseconds since the epoch
 * @param bind the address to listen on
 * @param port the port to listen on; 0: a free one
 * @param allowedHosts names by which it may be asked for besides its own
 */
public record Pages(
    Board board,
    Feed feed,
    WindowReader windows,
    HighwayDesk highways,
    ReplayDesk letters,
    boolean allowReplay,
    Clock clock,
    long started,
    String bind,
    int port,
    List<String> allowedHosts) {}
