package org.simbastream.job;

import org.simbastream.job.options.SimbaConfiguration;
import org.simbastream.job.pipeline.JobRunner;

/**
 * The main class of the cluster jar: {@code flink run simba-flink-job-VERSION-cluster.jar --config
 * job.yaml}. It never ends the JVM, which belongs to Flink.
 */
public final class ClusterMain {

  private ClusterMain() {}

  /**
   * Submits the job.
   *
   * @param args {@code [run] [--config FILE] [-Dname=value …]}
   * @throws Exception if the set-up is wrong or the job fails
   */
  public static void main(String[] args) throws Exception {
    ClusterArguments arguments = ClusterArguments.parse(args);
    new JobRunner(SimbaConfiguration.load(arguments.config(), arguments.overrides())).run();
  }
}
