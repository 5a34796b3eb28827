package org.simbastream.job.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.util.ZooKeeperUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.simbastream.job.options.InvalidConfigurationException;
import org.simbastream.job.options.SimbaConfiguration;
import org.simbastream.testbed.LoopbackPorts;

/** A JobManager that takes over does not end the job for a broker that is away at that moment. */
class JobManagerFailoverTest {

  @TempDir private Path directory;

  @Test
  void aBrokerThatIsAwayEndsAFirstStartAtOnceAndNoTakeOver() throws Exception {
    String brokers = LoopbackPorts.HOST + ":" + LoopbackPorts.choose(1).get(0);
    SimbaConfiguration configuration =
        SimbaConfiguration.of(
            Map.of("simba.kafka.bootstrap-servers", brokers, "simba.input.topics", "logs"));
    JobRunner runner = new JobRunner(configuration);
    Configuration flink = flink("embedded");
    assertThatThrownBy(() -> runner.check(flink))
        .isInstanceOf(InvalidConfigurationException.class)
        .hasMessageContaining("no broker answered");
    keep(flink, ZooKeeperUtils.HA_STORAGE_SUBMITTED_EXECUTION_PLAN_PREFIX);
    assertThatCode(() -> runner.check(flink)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ZooKeeperUtils.HA_STORAGE_SUBMITTED_EXECUTION_PLAN_PREFIX,
        ZooKeeperUtils.HA_STORAGE_COMPLETED_CHECKPOINT
      })
  void whatFlinkKeepsOfAJobShowsIt(String kind) throws Exception {
    assertThat(JobManagerFailover.is(flink("embedded"))).isFalse();
    keep(flink("embedded"), kind);
    assertThat(JobManagerFailover.is(flink("embedded"))).isTrue();
  }

  @Test
  void aClientOfASessionClusterTakesNothingOver() throws Exception {
    keep(flink("remote"), ZooKeeperUtils.HA_STORAGE_SUBMITTED_EXECUTION_PLAN_PREFIX);
    assertThat(JobManagerFailover.is(flink("remote"))).isFalse();
    Configuration notHighlyAvailable = flink("embedded");
    notHighlyAvailable.setString("high-availability.type", "NONE");
    assertThat(JobManagerFailover.is(notHighlyAvailable)).isFalse();
  }

  /** Stores something as Flink's services for high availability do. */
  private static void keep(Configuration flink, String kind) throws Exception {
    ZooKeeperUtils.<String>createFileSystemStateStorage(flink, kind).store("a job");
  }

  private Configuration flink(String target) {
    return Configuration.fromMap(
        Map.of(
            "execution.target",
            target,
            "high-availability.type",
            "kubernetes",
            "high-availability.cluster-id",
            "simba",
            "high-availability.storageDir",
            directory.toUri().toString()));
  }
}
