package org.simbastream.recordings.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.DeploymentOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.simbastream.recordings.load.WordCountJob;
import org.simbastream.recordings.load.WordCountSettings;

/** Administration of the job. */
public final class WordCountDeployment {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration PAUSE = Duration.ofMillis(200);

  private final Configuration flink;
  private final ClusterFolder folder;
  private final WordCountSettings settings;
  private JobClient job;

  WordCountDeployment(Configuration flink, ClusterFolder folder, WordCountSettings settings) {
    this.flink = flink;
    this.folder = folder;
    this.settings = settings;
  }

  /** The job's right settings. */
  public WordCountSettings settings() {
    return settings;
  }

  /** Submits the job; it goes on from the latest checkpoint, if there is one. */
  public void submit(WordCountSettings changed) throws Exception {
    Configuration configuration = new Configuration(flink);
    configuration.set(DeploymentOptions.TARGET, "remote");
    configuration.set(DeploymentOptions.ATTACHED, false);
    Optional<Path> checkpoint = latestCheckpoint();
    checkpoint.ifPresent(
        path -> configuration.set(StateRecoveryOptions.SAVEPOINT_PATH, path.toUri().toString()));
    StreamExecutionEnvironment env = new StreamExecutionEnvironment(configuration);
    WordCountJob.define(env, changed);
    job = env.executeAsync("word-count");
  }

  /** Cancels the job and submits it again with other settings. */
  public void replace(WordCountSettings changed) throws Exception {
    job.cancel().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!job.getJobStatus()
        .get(PATIENCE.toSeconds(), TimeUnit.SECONDS)
        .isGloballyTerminalState()) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("the job was not cancelled in " + PATIENCE);
      }
      Thread.sleep(PAUSE.toMillis());
    }
    submit(changed);
  }

  private Optional<Path> latestCheckpoint() throws IOException {
    try (Stream<Path> files = Files.walk(folder.checkpoints(), 3)) {
      return files
          .filter(file -> file.endsWith("_metadata"))
          .max(Comparator.comparing(file -> file.toFile().lastModified()))
          .map(Path::getParent);
    }
  }
}
