package org.simbastream.job.demo;

import java.io.PrintStream;
import java.net.URI;
import java.util.ServiceLoader;
import org.simbastream.job.options.SimbaConfiguration;

/**
 * What runs beside a demo but belongs to a module above this one, such as the live page; found by
 * {@link ServiceLoader}.
 */
public interface DemoCompanion {

  /**
   * Starts it, when the demo's topics are there and its cluster runs.
   *
   * @param configuration the demo's own
   * @param flinkWebPage where Flink's REST interface is
   * @param err takes what people should know of it
   * @return ends it, when the demo ends
   */
  AutoCloseable start(SimbaConfiguration configuration, URI flinkWebPage, PrintStream err);
}
