package org.simbastream.cli.run;

import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.RecoveryClaimMode;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.plugin.PluginUtils;
import org.simbastream.job.options.InvalidConfigurationException;
import org.simbastream.job.options.SimbaConfiguration;
import org.simbastream.job.options.SimbaOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Prepares the start of a run in this JVM: sets defaults that suit one JVM, and resumes the state
 * of the previous run or, without --resume, warns that the run starts without it.
 *
 * @param flink Flink's options
 * @param runs the runs of the job whose checkpoints lie where those of this one will
 */
record RunStart(Configuration flink, JobRuns runs) {

  private static final Logger LOG = LoggerFactory.getLogger(RunStart.class);

  private static final String DIRECTORY = "simba-checkpoints";

  /**
   * Prepares a run.
   *
   * @param resume whether to go on from the newest checkpoint
   * @param err takes the warning
   * @throws InvalidConfigurationException if there is no checkpoint to go on from, or another is
   *     named
   */
  static RunStart of(SimbaConfiguration configuration, boolean resume, PrintStream err) {
    Configuration flink = new Configuration(configuration.flinkConfiguration());
    String name = configuration.get(SimbaOptions.NAME);
    setDefaults(flink, name);
    FileSystem.initialize(flink, PluginUtils.createPluginManagerFromRootFolder(flink));
    String directory = flink.get(CheckpointingOptions.CHECKPOINTS_DIRECTORY);
    JobRuns runs = new JobRuns(directory, name);
    Optional<String> named = flink.getOptional(StateRecoveryOptions.SAVEPOINT_PATH);
    if (resume) {
      named.ifPresent(path -> refuseBoth(path));
      resume(flink, runs.newest().orElseThrow(() -> nothing(name, directory)));
    } else if (named.isEmpty()) {
      warnIfAny(configuration, runs, err);
    }
    return new RunStart(flink, runs);
  }

  /** The path of the state with which the run starts, if any. */
  Optional<String> from() {
    return flink.getOptional(StateRecoveryOptions.SAVEPOINT_PATH);
  }

  private static void setDefaults(Configuration flink, String name) {
    if (!flink.contains(CoreOptions.DEFAULT_PARALLELISM)) {
      flink.set(CoreOptions.DEFAULT_PARALLELISM, Runtime.getRuntime().availableProcessors());
    }
    if (!flink.contains(CheckpointingOptions.CHECKPOINTS_DIRECTORY)) {
      String folder = URLEncoder.encode(name, StandardCharsets.UTF_8).replace("*", "%2A");
      flink.set(
          CheckpointingOptions.CHECKPOINTS_DIRECTORY,
          Path.of(DIRECTORY, folder.replaceFirst("^\\.", "%2E"))
              .toAbsolutePath()
              .toUri()
              .toString());
    }
    if (!flink.contains(CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION)) {
      flink.set(
          CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
          ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
    }
  }

  /**
   * Resumes from a checkpoint; the new run takes ownership of a checkpoint that Flink took, and
   * deletes it later.
   */
  private static void resume(Configuration flink, String from) {
    flink.set(StateRecoveryOptions.SAVEPOINT_PATH, from);
    if (!flink.contains(StateRecoveryOptions.RESTORE_MODE) && JobRuns.isCheckpoint(from)) {
      flink.set(StateRecoveryOptions.RESTORE_MODE, RecoveryClaimMode.CLAIM);
    }
  }

  private static void refuseBoth(String path) {
    throw new InvalidConfigurationException(
        List.of(
            "--resume and %s=%s both name the state to resume from; give only one of them."
                .formatted(StateRecoveryOptions.SAVEPOINT_PATH.key(), path)));
  }

  private static InvalidConfigurationException nothing(String name, String directory) {
    return new InvalidConfigurationException(
        List.of(
            ("--resume finds no completed checkpoint of a run of %s in %s; leave it out at the"
                    + " first start, or name a checkpoint or savepoint: -D%s=….")
                .formatted(name, directory, StateRecoveryOptions.SAVEPOINT_PATH.key())));
  }

  private static void warnIfAny(SimbaConfiguration configuration, JobRuns runs, PrintStream err) {
    try {
      runs.newest().ifPresent(path -> warn(configuration, path, err));
    } catch (UncheckedIOException e) {
      LOG.warn("{}; it is not known whether there is a checkpoint to resume from", e.getMessage());
    }
  }

  private static void warn(SimbaConfiguration configuration, String newest, PrintStream err) {
    String begin =
        switch (configuration.get(SimbaOptions.INPUT_START)) {
          case COMMITTED -> "at the committed offsets";
          case EARLIEST -> "at the earliest records, which it reads again";
          case LATEST -> "at the latest records";
        };
    err.printf(
        "simba: starting WITHOUT the state of the last run: every stream is new, reading begins %s.%n"
            + "simba: to go on where that run ended, end this one and start it with --resume (%s)%n",
        begin, newest);
  }
}
