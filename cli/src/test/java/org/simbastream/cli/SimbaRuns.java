package org.simbastream.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.execution.ExecutionState;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.simbastream.operators.keyed.SimbaOperator;
import org.simbastream.operators.output.SideOutputs;
import org.simbastream.operators.settings.OperatorSettings;
import org.simbastream.records.TokenizedRecord;
import org.simbastream.records.WindowSummary;

/** Runs the Simba operator on a cluster in this JVM, from savepoints and to savepoints. */
final class SimbaRuns implements AutoCloseable {

  static final int MAX_PARALLELISM = 16;

  private static final int PARALLELISM = 2;

  private final Path directory;
  private final MiniCluster cluster;

  SimbaRuns(Path directory) throws Exception {
    this.directory = directory;
    Configuration options = new Configuration();
    options.set(RestOptions.PORT, 0);
    options.set(RestOptions.ADDRESS, "localhost");
    options.set(RestOptions.BIND_ADDRESS, "localhost");
    cluster =
        new MiniCluster(
            new MiniClusterConfiguration.Builder()
                .setConfiguration(options)
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(PARALLELISM)
                .build());
    cluster.start();
  }

  /** What can be looked into. */
  enum Kind {
    CANONICAL_OF_HEAP("hashmap", SavepointFormatType.CANONICAL),
    CANONICAL_OF_ROCKSDB("rocksdb", SavepointFormatType.CANONICAL),
    NATIVE_OF_HEAP("hashmap", SavepointFormatType.NATIVE),
    NATIVE_OF_ROCKSDB("rocksdb", SavepointFormatType.NATIVE),
    CHECKPOINT_OF_HEAP("hashmap", null),
    INCREMENTAL_CHECKPOINT_OF_ROCKSDB("rocksdb", null);

    private final String backend;
    private final SavepointFormatType format; // null: a checkpoint

    Kind(String backend, SavepointFormatType format) {
      this.backend = backend;
      this.format = format;
    }
  }

  /**
   * Reads records and then stands still for a savepoint.
   *
   * @param from the savepoint to start from; null for none
   * @return the savepoint's or checkpoint's folder
   */
  String savepoint(
      Kind kind, OperatorSettings settings, String uid, String from, List<TokenizedRecord> records)
      throws Exception {
    RunProbe probe = new RunProbe(records);
    JobID job = submit(kind, settings, uid, from, probe, true);
    probe.awaitAllSent();
    awaitRunning(job);
    if (kind.format == null) {
      String checkpoint = cluster.triggerCheckpoint(job).get(1, TimeUnit.MINUTES);
      cluster.cancelJob(job).get();
      cluster.requestJobResult(job).get(1, TimeUnit.MINUTES);
      return checkpoint;
    }
    String target = directory.resolve("savepoints").toUri().toString();
    String savepoint =
        cluster.triggerSavepoint(job, target, true, kind.format).get(1, TimeUnit.MINUTES);
    cluster.requestJobResult(job).get(1, TimeUnit.MINUTES);
    return savepoint;
  }

  /** Reads records to their end, where all windows close; what came out. */
  RunProbe toTheEnd(
      Kind kind, OperatorSettings settings, String uid, String from, List<TokenizedRecord> records)
      throws Exception {
    RunProbe probe = new RunProbe(records);
    JobID job = submit(kind, settings, uid, from, probe, false);
    cluster
        .requestJobResult(job)
        .get(1, TimeUnit.MINUTES)
        .toJobExecutionResult(getClass().getClassLoader());
    return probe;
  }

  private JobID submit(
      Kind kind,
      OperatorSettings settings,
      String uid,
      String from,
      RunProbe probe,
      boolean standStill)
      throws Exception {
    Configuration options = new Configuration();
    options.set(StateBackendOptions.STATE_BACKEND, kind.backend);
    options.set(CheckpointingOptions.INCREMENTAL_CHECKPOINTS, true);
    options.set(
        CheckpointingOptions.CHECKPOINTS_DIRECTORY,
        directory.resolve("checkpoints").toUri().toString());
    options.set(
        CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
        ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
    options.setString("execution.checkpointing.interval", "1 h");
    options.setString("pipeline.generic-types", "false");
    options.setString("restart-strategy.type", "disable");
    if (from != null) {
      options.set(StateRecoveryOptions.SAVEPOINT_PATH, from);
    }
    StreamExecutionEnvironment env = new StreamExecutionEnvironment(options);
    env.setParallelism(PARALLELISM);
    env.setMaxParallelism(MAX_PARALLELISM);
    var read =
        TimedSource.of(env, probe.id(), standStill)
            .keyBy(TokenizedRecord::key, Types.STRING)
            .transform(
                "Simba", TypeInformation.of(WindowSummary.class), new SimbaOperator(settings))
            .uid(uid);
    int id = probe.id();
    read.map(summary -> RunProbe.of(id).summary(summary))
        .returns(Types.STRING)
        .sinkTo(new DiscardingSink<>());
    read.getSideOutput(SideOutputs.SCORED)
        .map(record -> RunProbe.of(id).scored(record))
        .returns(Types.STRING)
        .sinkTo(new DiscardingSink<>());
    return cluster.submitJob(env.getStreamGraph().getJobGraph()).get().getJobID();
  }

  private void awaitRunning(JobID job) throws Exception {
    long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
    while (true) {
      boolean running = true;
      for (var vertex : cluster.getExecutionGraph(job).get().getAllExecutionVertices()) {
        running &= vertex.getExecutionState() == ExecutionState.RUNNING;
      }
      if (running) {
        return;
      }
      if (System.nanoTime() > deadline) {
        throw new AssertionError("the job does not run");
      }
    }
  }

  @Override
  public void close() throws Exception {
    cluster.close();
  }
}
