package org.simbastream.job.demo;

import java.io.PrintStream;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.ServiceLoader;
import org.simbastream.job.options.SimbaConfiguration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The companions of one demo. A demo goes on without one that can't start. */
final class DemoCompanions implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(DemoCompanions.class);

  private final Deque<AutoCloseable> started = new ArrayDeque<>();

  /** Starts all that are on the class path. */
  static DemoCompanions start(SimbaConfiguration configuration, URI flinkWebPage, PrintStream err) {
    DemoCompanions companions = new DemoCompanions();
    for (DemoCompanion companion : ServiceLoader.load(DemoCompanion.class)) {
      try {
        companions.started.push(companion.start(configuration, flinkWebPage, err));
      } catch (RuntimeException e) {
        err.println("simba: part of the demo did not start, the rest goes on: " + e.getMessage());
        LOG.warn("A companion did not start", e);
      }
    }
    return companions;
  }

  @Override
  public void close() {
    for (AutoCloseable companion : started) {
      try {
        companion.close();
      } catch (Exception e) {
        LOG.warn("A companion did not end in good order", e);
      }
    }
  }
}
