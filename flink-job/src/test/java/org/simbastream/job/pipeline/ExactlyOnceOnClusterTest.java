package org.simbastream.job.pipeline;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.simbastream.job.options.InvalidConfigurationException;
import org.simbastream.job.options.SimbaConfiguration;

/** What a job inherits from its cluster shows only in the environment that it runs in. */
class ExactlyOnceOnClusterTest {

  private static final SimbaConfiguration CONFIGURATION =
      SimbaConfiguration.of(
          Map.of("simba.kafka.bootstrap-servers", "localhost:9092", "simba.input.topics", "logs"));

  @ParameterizedTest
  @CsvSource({
    "execution.checkpointing.mode, AT_LEAST_ONCE",
    "execution.checkpointing.checkpoints-after-tasks-finish, false"
  })
  void anInheritedOptionThatBreaksItIsRefused(String option, String value) {
    Configuration effective = CONFIGURATION.flinkConfiguration();
    effective.setString(option, value);
    assertThatThrownBy(() -> define(effective))
        .isInstanceOf(InvalidConfigurationException.class)
        .hasMessageContaining("%s is '%s'", option, value);
  }

  @Test
  void aJobWithoutCheckpointsIsRefused() {
    assertThatThrownBy(() -> define(new Configuration()))
        .isInstanceOf(InvalidConfigurationException.class)
        .hasMessageContaining("execution.checkpointing.interval is not set")
        .hasMessageContaining("simba.checkpoint.interval");
    assertThatCode(() -> define(CONFIGURATION.flinkConfiguration())).doesNotThrowAnyException();
  }

  private static void define(Configuration effective) {
    SimbaJob.define(new StreamExecutionEnvironment(effective), CONFIGURATION);
  }
}
