package org.simbastream.job.pipeline;

import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.simbastream.job.kafka.TopicCheck;
import org.simbastream.job.options.InvalidConfigurationException;
import org.simbastream.job.options.SimbaConfiguration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Checks a configuration, then runs its job in the cluster that called the main method. */
public final class JobRunner {

  private static final Logger LOG = LoggerFactory.getLogger(JobRunner.class);

  private final SimbaConfiguration configuration;

  /** A runner of the job with this configuration. */
  public JobRunner(SimbaConfiguration configuration) {
    this.configuration = configuration;
  }

  /**
   * Runs the job in the environment that Flink's own launcher provides.
   *
   * @throws Exception if the set-up is wrong or the job fails
   */
  public void run() throws Exception {
    Configuration flink = configuration.flinkConfiguration();
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(flink);
    check(Configuration.fromMap(env.getConfiguration().toMap()));
    SimbaJob.define(env, configuration);
    env.execute();
  }

  /**
   * Checks the brokers, the topics and the model's headers. A running job is not ended because of
   * the brokers' state at the moment at which a JobManager takes it over.
   *
   * @param effective the configuration in force on this JobManager
   */
  void check(Configuration effective) {
    configuration.requireKafka();
    if (!JobManagerFailover.is(effective)) {
      ModelCheck.headers(configuration); // TaskManagers load the model; it is not needed here
      TopicCheck.run(configuration);
      return;
    }
    try {
      TopicCheck.run(configuration);
    } catch (InvalidConfigurationException e) {
      LOG.warn(
          "A check failed, but this JobManager takes over a running job, which goes on: {}",
          e.getMessage());
    }
  }
}
