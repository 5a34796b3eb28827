package org.simbastream.benchmarks.job;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.runtime.jobmaster.JobResult;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.simbastream.testbed.embedded.EmbeddedFlink;

/** A job with a Simba operator on a separate cluster inside this JVM; closing ends both. */
final class RunningJob implements AutoCloseable {

  private static final long POLL_NANOS = 1_000_000;
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final EmbeddedFlink flink;
  private final JobID job;
  private final CompletableFuture<JobResult> result;

  private RunningJob(EmbeddedFlink flink, JobID job) {
    this.flink = flink;
    this.job = job;
    this.result = flink.result(job);
  }

  /** Starts a job that a definition adds to the environment. */
  static RunningJob start(
      Configuration options, int parallelism, Consumer<StreamExecutionEnvironment> definition) {
    Configuration configuration = new Configuration(options);
    configuration.set(CoreOptions.DEFAULT_PARALLELISM, parallelism);
    TokenMeterFactory.register(configuration);
    EmbeddedFlink flink = EmbeddedFlink.start(configuration, parallelism);
    StreamExecutionEnvironment env = new StreamExecutionEnvironment(configuration);
    definition.accept(env);
    return new RunningJob(flink, flink.submit(env));
  }

  /**
   * Waits until the operators have read so many tokens.
   *
   * @return when that was seen, by {@link System#nanoTime}
   * @throws IllegalStateException if the job fails, or reads nothing for two minutes
   */
  long await(long tokens) {
    long before = -1;
    long deadline = 0;
    while (true) {
      long now = System.nanoTime();
      long read = TokenMeter.tokens();
      if (read >= tokens) {
        return now;
      }
      if (read != before) {
        before = read;
        deadline = now + PATIENCE.toNanos();
      } else if (now > deadline) {
        throw new IllegalStateException("the job stands still after " + read + " tokens");
      }
      check();
      pause();
    }
  }

  /** Tokens per second over the next {@code duration}. */
  double tokensPerSecond(Duration duration) {
    long start = System.nanoTime();
    long before = TokenMeter.tokens();
    while (System.nanoTime() - start < duration.toNanos()) {
      check();
      pause();
    }
    return (TokenMeter.tokens() - before) / ((System.nanoTime() - start) / 1e9);
  }

  private void check() {
    if (result.isDone()) {
      throw new IllegalStateException(
          "the job ended while it was measured",
          result.join().getSerializedThrowable().orElse(null));
    }
  }

  private static void pause() {
    LockSupport.parkNanos(POLL_NANOS);
  }

  @Override
  public void close() {
    try {
      flink.cancel(job);
      result.join();
      flink.close();
    } catch (Exception e) {
      throw new IllegalStateException("the cluster did not end: " + e.getMessage(), e);
    }
  }
}
