package org.simbastream.cli.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.RecoveryClaimMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.simbastream.job.options.InvalidConfigurationException;
import org.simbastream.job.options.SimbaConfiguration;

/** With which state a run begins. */
class RunStartTest {

  @TempDir private Path directory;
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();

  @Test
  void resumeTakesTheLastCompletedCheckpointOfTheNewestRunThatHasOne() throws IOException {
    JobRuns runs = runs("app");
    checkpoint(runs.start(1_000), 900, true);
    JobID later = runs.start(2_000);
    checkpoint(later, 9, true);
    checkpoint(later, 10, true);
    checkpoint(later, 11, false); // the process was killed while it was written
    checkpoint(runs.start(3_000), 1, false); // never completed one
    checkpoint(runs("another-app").start(4_000), 5, true);
    Files.createDirectories(directory.resolve("unrelated/chk-77"));

    Configuration flink = start(true, Map.of()).flink();
    assertThat(flink.get(StateRecoveryOptions.SAVEPOINT_PATH))
        .endsWith(later.toHexString() + "/chk-10");
    assertThat(flink.get(StateRecoveryOptions.RESTORE_MODE)).isEqualTo(RecoveryClaimMode.CLAIM);
    assertThat(said.toString(UTF_8)).isEmpty();
  }

  @Test
  void aRunThatWasStoppedWithASavepointGoesOnThereAndLeavesItAlone() throws IOException {
    JobRuns runs = runs("app");
    checkpoint(runs.start(1_000), 3, true);
    runs.stopped(runs.start(2_000), "file:/savepoints/savepoint-1");

    Configuration flink = start(true, Map.of()).flink();
    assertThat(flink.get(StateRecoveryOptions.SAVEPOINT_PATH))
        .isEqualTo("file:/savepoints/savepoint-1");
    assertThat(flink.get(StateRecoveryOptions.RESTORE_MODE)).isEqualTo(RecoveryClaimMode.NO_CLAIM);
  }

  @Test
  void withoutResumeAWarningSaysWhatIsForgottenAndHowToGoOn() throws IOException {
    checkpoint(runs("app").start(1_000), 3, true);

    RunStart start = start(false, Map.of());
    assertThat(start.from()).isEmpty();
    assertThat(said.toString(UTF_8))
        .contains("WITHOUT the state")
        .contains("at the committed offsets")
        .contains("--resume")
        .contains("chk-3");
    said.reset();
    assertThat(start(false, Map.of("execution.state-recovery.path", "file:/x")).from())
        .contains("file:/x");
    assertThat(said.toString(UTF_8)).isEmpty();
  }

  @Test
  void whereThereIsNothingToGoOnFromOrTwoThingsResumeIsRefused() throws IOException {
    assertThatThrownBy(() -> start(true, Map.of()))
        .isInstanceOf(InvalidConfigurationException.class)
        .hasMessageContaining("--resume finds no completed checkpoint")
        .hasMessageContaining("leave it out at the first start")
        .hasMessageContaining(directory.toString());
    start(false, Map.of());
    assertThat(said.toString(UTF_8)).isEmpty();

    checkpoint(runs("app").start(1_000), 3, true);
    assertThatThrownBy(() -> start(true, Map.of("execution.state-recovery.path", "file:/x")))
        .isInstanceOf(InvalidConfigurationException.class)
        .hasMessageContaining("give only one of them");
  }

  @Test
  void jobsOfDifferentNamesHaveTheirCheckpointsApart() {
    assertThat(defaultDirectory("app")).endsWith("/simba-checkpoints/app");
    assertThat(defaultDirectory("../app 1")).endsWith("/simba-checkpoints/%2E.%2Fapp+1");
  }

  private static String defaultDirectory(String name) {
    SimbaConfiguration configuration = SimbaConfiguration.of(Map.of("simba.name", name));
    PrintStream nowhere = new PrintStream(new ByteArrayOutputStream(), true, UTF_8);
    String url =
        RunStart.of(configuration, false, nowhere)
            .flink()
            .get(CheckpointingOptions.CHECKPOINTS_DIRECTORY);
    return Path.of(java.net.URI.create(url)).toString();
  }

  private RunStart start(boolean resume, Map<String, String> more) {
    Map<String, String> options = new TreeMap<>(more);
    options.put("simba.name", "app");
    options.put("execution.checkpointing.dir", directory.toUri().toString());
    return RunStart.of(SimbaConfiguration.of(options), resume, new PrintStream(said, true, UTF_8));
  }

  private JobRuns runs(String job) {
    return new JobRuns(directory.toUri().toString(), job);
  }

  private void checkpoint(JobID run, int number, boolean completed) throws IOException {
    Path checkpoint = directory.resolve(run.toHexString()).resolve("chk-" + number);
    Files.createDirectories(checkpoint);
    if (completed) {
      Files.writeString(checkpoint.resolve("_metadata"), "");
    }
  }
}
