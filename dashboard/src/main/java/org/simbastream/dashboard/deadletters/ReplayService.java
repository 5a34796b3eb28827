package org.simbastream.dashboard.deadletters;

import org.simbastream.job.options.InvalidConfigurationException;
import org.simbastream.job.options.SimbaConfiguration;
import org.simbastream.job.replay.ReplayException;
import org.simbastream.job.replay.ReplaySummary;
import org.simbastream.job.replay.Replayer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Replays dead letters, one replay at a time, in a separate thread. */
public final class ReplayService implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ReplayService.class);
  private static final long PATIENCE_MS = 10_000;

  private final SimbaConfiguration configuration;
  private volatile ReplayStatus status = ReplayStatus.NONE;
  private Replayer replayer; // null when none is running
  private Thread thread;

  /** A service for the dead letters that a configuration names. */
  public ReplayService(SimbaConfiguration configuration) {
    this.configuration = configuration;
  }

  /** The running replay, or the last one. */
  public ReplayStatus status() {
    return status;
  }

  /**
   * Starts a replay.
   *
   * @return false if one is running
   */
  public synchronized boolean start(ReplayRequest request) {
    if (replayer != null) {
      return false;
    }
    long number = status.number() + 1;
    OutputHead said = new OutputHead();
    replayer = new Replayer(configuration, request.settings(), said.print(), said.print());
    status = new ReplayStatus(number, true, request.dryRun(), 0, 0, said.lines(), null);
    Replayer started = replayer;
    thread = new Thread(() -> run(started, request, number, said), "simba-dashboard-replay");
    thread.setDaemon(true);
    thread.start();
    return true;
  }

  private void run(Replayer started, ReplayRequest request, long number, OutputHead said) {
    ReplayStatus ended;
    try {
      ReplaySummary done = started.run();
      ended =
          new ReplayStatus(
              number,
              false,
              request.dryRun(),
              done.replayed(),
              done.filtered() + done.unreplayable(),
              said.lines(),
              null);
    } catch (ReplayException | InvalidConfigurationException e) {
      ended = failed(request, number, said, e.getMessage());
    } catch (RuntimeException e) {
      LOG.error("A replay failed", e);
      ended = failed(request, number, said, "it failed unexpectedly; see the page's log");
    }
    synchronized (this) {
      status = ended;
      replayer = null;
    }
  }

  private static ReplayStatus failed(
      ReplayRequest request, long number, OutputHead said, String why) {
    return new ReplayStatus(number, false, request.dryRun(), 0, 0, said.lines(), why);
  }

  /** Ends a running replay after its current transaction. */
  @Override
  public void close() {
    Thread running;
    synchronized (this) {
      if (replayer == null) {
        return;
      }
      replayer.interrupt();
      running = thread;
    }
    try {
      running.join(PATIENCE_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
