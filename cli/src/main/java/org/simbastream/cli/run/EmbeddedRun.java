package org.simbastream.cli.run;

import java.io.PrintStream;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.runtime.jobmaster.JobResult;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.simbastream.job.kafka.TopicCheck;
import org.simbastream.job.options.InvalidConfigurationException;
import org.simbastream.job.options.SimbaConfiguration;
import org.simbastream.job.options.SimbaOptions;
import org.simbastream.job.pipeline.ModelCheck;
import org.simbastream.job.pipeline.SimbaJob;
import org.simbastream.testbed.embedded.EmbeddedFlink;

/** Checks a configuration, then runs its job in this JVM, with an embedded Flink cluster. */
public final class EmbeddedRun {

  private static final long POLL_MS = 500;

  private final SimbaConfiguration configuration;
  private final PrintStream err;
  private final CountDownLatch interrupted = new CountDownLatch(1);
  private long toldFailure; // the time of the last one

  /**
   * A run.
   *
   * @param err takes progress
   */
  public EmbeddedRun(SimbaConfiguration configuration, PrintStream err) {
    this.configuration = configuration;
    this.err = err;
  }

  /** Makes {@link #run} end in good order; called from another thread. */
  public void interrupt() {
    interrupted.countDown();
  }

  /**
   * Runs the job in this JVM until its input ends or {@link #interrupt} is called. Then it is
   * cancelled; its last checkpoint is kept, and its path is printed.
   *
   * @param resume whether to resume from the newest checkpoint of the job's earlier runs; if not,
   *     and there is one, a warning is printed
   * @throws InvalidConfigurationException if the set-up is wrong
   * @throws JobFailedException if the job fails for good
   * @throws Exception if it can't be run
   */
  public void run(boolean resume) throws Exception {
    configuration.requireKafka();
    RunStart start = RunStart.of(configuration, resume, err);
    String model = check();
    Configuration flink = start.flink();
    int parallelism = flink.get(CoreOptions.DEFAULT_PARALLELISM);
    RunMetrics metrics = RunMetrics.of(flink);
    try (EmbeddedFlink cluster = EmbeddedFlink.start(flink, parallelism)) {
      StreamExecutionEnvironment env = new StreamExecutionEnvironment(flink);
      SimbaJob.define(env, configuration);
      JobID job = cluster.submit(env, start.runs().start(System.currentTimeMillis()));
      err.printf("Reading with %s, parallelism %d%n", model, parallelism);
      start.from().ifPresent(path -> err.printf("Going on from %s%n", path));
      err.printf("Flink's web page: %s%n", cluster.webPage());
      err.printf("Checkpoints: %s%n", flink.get(CheckpointingOptions.CHECKPOINTS_DIRECTORY));
      Progress progress =
          new Progress(
              metrics::counts,
              () -> cluster.completedCheckpoints(job),
              err,
              Progress.period(),
              System.nanoTime());
      try {
        await(cluster, job, progress);
      } finally {
        tellWhereItEnded(cluster, job, start.runs());
      }
    }
  }

  private String check() {
    configuration.requireKafka();
    String model;
    try (Loading ignored = Loading.of(configuration.get(SimbaOptions.MODEL), err::println)) {
      model = ModelCheck.run(configuration);
    }
    TopicCheck.run(configuration);
    return model;
  }

  private void await(EmbeddedFlink cluster, JobID job, Progress progress) throws Exception {
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
        progress.tick(System.nanoTime());
      }
    }
    JobResult ended = result.get();
    if (ended.getSerializedThrowable().isPresent()) {
      throw JobFailedException.of(
          ended
              .getSerializedThrowable()
              .get()
              .deserializeError(EmbeddedRun.class.getClassLoader()));
    }
  }

  /**
   * Prints failures of the job: Flink restarts a failed job silently and without limit, except
   * after fatal errors.
   */
  private void tellFailures(EmbeddedFlink cluster, JobID job) {
    cluster
        .lastFailure(job)
        .filter(failure -> failure.time() > toldFailure && !failure.isFinal())
        .ifPresent(
            failure -> {
              toldFailure = failure.time();
              err.printf(
                  "The job failed and starts again from its last checkpoint: %s%n",
                  JobFailedException.rootMessage(failure.cause()));
            });
  }

  private void tellWhereItEnded(EmbeddedFlink cluster, JobID job, JobRuns runs) {
    if (cluster.status(job) == JobStatus.FINISHED) {
      Optional<String> savepoint = cluster.stoppedWith(job);
      if (savepoint.isEmpty()) {
        err.println("The input has been read to its end.");
        return;
      }
      runs.stopped(job, savepoint.get());
    }
    Optional<String> newest = runs.newest();
    if (newest.isEmpty()) {
      err.println("No checkpoint was completed: the next start begins anew.");
    } else if (cluster.status(job) == JobStatus.FAILED) {
      err.printf("What it has read is kept at %s%n", newest.get());
    } else {
      err.printf(
          "Ended at %s%nTo go on from there: ./simba run --resume, with the same options%n",
          newest.get());
    }
  }
}
