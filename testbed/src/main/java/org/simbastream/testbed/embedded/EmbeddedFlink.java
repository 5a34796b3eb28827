package org.simbastream.testbed.embedded;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.checkpoint.CompletedCheckpointStats;
import org.apache.flink.runtime.checkpoint.SavepointType;
import org.apache.flink.runtime.jobmaster.JobResult;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.runtime.throwable.ThrowableClassifier;
import org.apache.flink.runtime.throwable.ThrowableType;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.FlinkException;
import org.simbastream.testbed.LoopbackPorts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Flink cluster inside this JVM: one JobManager, one TaskManager, everything on the loopback
 * address unless its options say otherwise. Its REST interface is for reading and for savepoints;
 * jobs are submitted and cancelled there only if its options allow that.
 */
public final class EmbeddedFlink implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedFlink.class);

  private static final int WEB_PORT = 8081;

  /** How long closing waits for the results of savepoints started over REST to be queried. */
  private static final Duration RESULTS_KEPT = Duration.ofSeconds(10);

  private final MiniCluster cluster;

  private EmbeddedFlink(MiniCluster cluster) {
    this.cluster = cluster;
  }

  /**
   * Starts a cluster.
   *
   * @param configuration Flink's options; the web page takes the port given there, else 8081 if
   *     that is free, else another
   * @param slots tasks of one operator that can run at once
   * @throws IllegalStateException if it can't be started
   */
  public static EmbeddedFlink start(Configuration configuration, int slots) {
    Configuration flink = new Configuration(configuration);
    listenOnLoopback(flink);
    if (!flink.contains(TaskManagerOptions.BUFFER_DEBLOAT_ENABLED)) {
      // the model is the slow part: full buffers before it would hold barriers back for long
      flink.set(TaskManagerOptions.BUFFER_DEBLOAT_ENABLED, true);
    }
    RestGuard.guard(flink);
    if (!flink.contains(RestOptions.ASYNC_OPERATION_STORE_DURATION)) {
      flink.set(RestOptions.ASYNC_OPERATION_STORE_DURATION, RESULTS_KEPT);
    }
    if (!flink.contains(RestOptions.PORT) && !flink.contains(RestOptions.BIND_PORT)) {
      flink.set(RestOptions.PORT, LoopbackPorts.isFree(WEB_PORT) ? WEB_PORT : 0);
    }
    MiniCluster cluster =
        new MiniCluster(
            new MiniClusterConfiguration.Builder()
                .setConfiguration(flink)
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(slots)
                .build());
    try {
      cluster.start();
      return new EmbeddedFlink(cluster);
    } catch (Exception e) {
      cluster.closeAsync();
      throw new IllegalStateException("The embedded Flink could not start: " + e.getMessage(), e);
    }
  }

  /**
   * Binds addresses that Flink would bind to all interfaces to the loopback address, unless options
   * set them.
   */
  private static void listenOnLoopback(Configuration flink) {
    for (ConfigOption<String> address :
        List.of(
            RestOptions.BIND_ADDRESS,
            RestOptions.ADDRESS,
            JobManagerOptions.BIND_HOST, // the blob server's too
            JobManagerOptions.ADDRESS,
            TaskManagerOptions.BIND_HOST,
            TaskManagerOptions.HOST)) {
      if (!flink.contains(address)) {
        flink.set(address, LoopbackPorts.HOST);
      }
    }
  }

  /** The web page's address. */
  public URI webPage() {
    return get(cluster.getRestAddress());
  }

  /** Submits the job that was defined on an environment. */
  public JobID submit(StreamExecutionEnvironment env) {
    return submit(env, JobID.generate());
  }

  /**
   * Submits the job that was defined on an environment.
   *
   * @param id which no job of this cluster has had
   * @return the id
   */
  public JobID submit(StreamExecutionEnvironment env, JobID id) {
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    return get(cluster.submitJob(env.getStreamGraph().getJobGraph(loader, id))).getJobID();
  }

  /** Completes with the job's end, however it comes. */
  public CompletableFuture<JobResult> result(JobID job) {
    return cluster.requestJobResult(job);
  }

  /**
   * Ends the job as if its input had ended: all windows close, all output is committed.
   *
   * @param savepointDirectory where its last savepoint goes
   * @return the savepoint's path
   */
  public String drain(JobID job, URI savepointDirectory) {
    return get(
        cluster.stopWithSavepoint(
            job, savepointDirectory.toString(), true, SavepointFormatType.CANONICAL));
  }

  /** Cancels the job; its retained checkpoints stay. */
  public void cancel(JobID job) {
    get(cluster.cancelJob(job));
  }

  /** The job's status. */
  public JobStatus status(JobID job) {
    return get(cluster.getJobStatus(job));
  }

  /** How many checkpoints of the job have completed. */
  public long completedCheckpoints(JobID job) {
    return get(cluster.getExecutionGraph(job))
        .getCheckpointStatsSnapshot()
        .getCounts()
        .getNumberOfCompletedCheckpoints();
  }

  /** The savepoint with which an ended job was stopped, if it was stopped with one. */
  public Optional<String> stoppedWith(JobID job) {
    CompletedCheckpointStats savepoint =
        get(cluster.getExecutionGraph(job))
            .getCheckpointStatsSnapshot()
            .getHistory()
            .getLatestSavepoint();
    return Optional.ofNullable(savepoint)
        .filter(taken -> taken.getProperties().isSynchronous())
        .filter(
            taken ->
                taken.getProperties().getCheckpointType() instanceof SavepointType type
                    && !type.shouldDrain())
        .map(CompletedCheckpointStats::getExternalPath);
  }

  /**
   * A failure of a job.
   *
   * @param time when, in milliseconds since the epoch
   * @param cause what began it
   */
  public record Failure(long time, Throwable cause) {

    /** Whether Flink does not restart the job after it. */
    public boolean isFinal() {
      return ThrowableClassifier.findThrowableOfThrowableType(
              cause, ThrowableType.NonRecoverableError)
          .isPresent();
    }
  }

  /** The job's latest failure, if it had one; most are followed by a new start. */
  public Optional<Failure> lastFailure(JobID job) {
    return Optional.ofNullable(get(cluster.getExecutionGraph(job)).getFailureInfo())
        .map(
            info ->
                new Failure(
                    info.getTimestamp(),
                    info.getException().deserializeError(EmbeddedFlink.class.getClassLoader())));
  }

  @Override
  public void close() throws Exception {
    try {
      cluster.close();
    } catch (FlinkException e) {
      if (!(e.getCause() instanceof TimeoutException)) {
        throw e;
      }
      LOG.info("The result of a savepoint that was started over REST was never queried", e);
    }
  }

  private static <T> T get(CompletableFuture<T> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause().getMessage(), e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for Flink", e);
    }
  }
}
