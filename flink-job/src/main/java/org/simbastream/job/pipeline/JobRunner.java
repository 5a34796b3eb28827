package org.simbastream.job.pipeline;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.runtime.jobmaster.JobResult;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.simbastream.job.embedded.EmbeddedFlink;
import org.simbastream.job.kafka.TopicCheck;
import org.simbastream.job.options.InvalidConfigurationException;
import org.simbastream.job.options.SimbaConfiguration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Checks a configuration, then runs its job: in this JVM, or in the cluster that called us. */
public final class JobRunner {

  private static final Logger LOG = LoggerFactory.getLogger(JobRunner.class);
  private static final long POLL_MS = 500;

  private final SimbaConfiguration configuration;
  private final PrintStream err;
  private final CountDownLatch interrupted = new CountDownLatch(1);
  private long toldFailure; // the time of the last one

  /**
   * A runner.
   *
   * @param err takes progress
   */
  public JobRunner(SimbaConfiguration configuration, PrintStream err) {
    this.configuration = configuration;
    this.err = err;
  }

  /**
   * A configuration from a file, if there is one, and values that win over it.
   *
   * @param file a YAML file, or null
   */
  public static SimbaConfiguration configuration(Path file, Map<String, String> overrides) {
    return file == null
        ? SimbaConfiguration.of(overrides)
        : SimbaConfiguration.load(file, overrides);
  }

  /** Makes {@link #runEmbedded} end in good order, from another thread. */
  public void interrupt() {
    interrupted.countDown();
  }

  /**
   * Runs the job in the environment that Flink's own launcher provides.
   *
   * @throws Exception if the set-up is wrong or the job fails
   */
  public void runOnCluster() throws Exception {
    Configuration flink = configuration.flinkConfiguration();
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(flink);
    checkOnCluster(Configuration.fromMap(env.getConfiguration().toMap()));
    SimbaJob.define(env, configuration);
    env.execute();
  }

  /**
   * Runs the job in this JVM until its input ends or {@link #interrupt} is called. Then it is
   * cancelled; its last checkpoint is kept.
   *
   * @throws Exception if the set-up is wrong or the job fails
   */
  public void runEmbedded() throws Exception {
    String model = check();
    Configuration flink = withDefaults(configuration.flinkConfiguration());
    int parallelism = flink.get(CoreOptions.DEFAULT_PARALLELISM);
    try (EmbeddedFlink cluster = EmbeddedFlink.start(flink, parallelism)) {
      StreamExecutionEnvironment env = new StreamExecutionEnvironment(flink);
      SimbaJob.define(env, configuration);
      JobID job = cluster.submit(env);
      err.printf("Reading with %s, parallelism %d%n", model, parallelism);
      err.printf("Flink's web page: %s%n", cluster.webPage());
      err.printf(
          "Checkpoints: %s (to go on from one: -Dexecution.state-recovery.path=…)%n",
          flink.get(CheckpointingOptions.CHECKPOINTS_DIRECTORY));
      await(cluster, job);
    }
  }

  /**
   * Checks what {@link #check} does. A job that ran already is not ended for what the brokers say,
   * or don't, at the moment at which a JobManager takes it over.
   *
   * @param effective what is in force on this JobManager
   */
  void checkOnCluster(Configuration effective) {
    configuration.requireKafka();
    if (!TakeOver.is(effective)) {
      ModelCheck.headers(configuration); // TaskManagers load it; where this runs nobody needs it
      TopicCheck.run(configuration);
      return;
    }
    try {
      TopicCheck.run(configuration);
    } catch (InvalidConfigurationException e) {
      LOG.warn(
          "This JobManager takes over a job that ran before, which goes on in spite of this: {}",
          e.getMessage());
    }
  }

  private String check() {
    configuration.requireKafka();
    String model = ModelCheck.run(configuration);
    TopicCheck.run(configuration);
    return model;
  }

  private void await(EmbeddedFlink cluster, JobID job) throws Exception {
    CompletableFuture<JobResult> result = cluster.result(job);
    while (!result.isDone()) {
      if (interrupted.await(POLL_MS, TimeUnit.MILLISECONDS)) {
        err.println("Ending; the last checkpoint is kept.");
        cluster.cancel(job);
        result.get();
        return;
      }
      if (!result.isDone()) {
        tellFailures(cluster, job);
      }
    }
    JobResult ended = result.get();
    if (ended.getSerializedThrowable().isPresent()) {
      throw new IllegalStateException(
          "the job failed: " + rootMessage(ended.getSerializedThrowable().get()));
    }
  }

  /** Flink starts a failed job again, for ever and in silence. */
  private void tellFailures(EmbeddedFlink cluster, JobID job) {
    cluster
        .lastFailure(job)
        .filter(failure -> failure.time() > toldFailure)
        .ifPresent(
            failure -> {
              toldFailure = failure.time();
              err.printf(
                  "The job failed and starts again from its last checkpoint: %s%n",
                  rootMessage(failure.cause()));
            });
  }

  /** What suits one JVM, where the configuration is silent. */
  private static Configuration withDefaults(Configuration given) {
    Configuration flink = new Configuration(given);
    if (!flink.contains(CoreOptions.DEFAULT_PARALLELISM)) {
      flink.set(CoreOptions.DEFAULT_PARALLELISM, Runtime.getRuntime().availableProcessors());
    }
    if (!flink.contains(CheckpointingOptions.CHECKPOINTS_DIRECTORY)) {
      flink.set(
          CheckpointingOptions.CHECKPOINTS_DIRECTORY,
          Path.of("simba-checkpoints").toAbsolutePath().toUri().toString());
    }
    if (!flink.contains(CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION)) {
      flink.set(
          CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
          ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
    }
    return flink;
  }

  private static String rootMessage(Throwable e) {
    Throwable root = e;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root.getMessage();
  }
}
