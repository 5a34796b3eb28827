package org.simbastream.operators.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.TaskManagerOptions;
import org.junit.jupiter.api.Test;

class BufferDebloatingTest {

  @Test
  void isMissedWhereATaskManagersConfigurationIsSilentOrSaysNo() {
    Configuration taskManager = new Configuration();
    assertThat(BufferDebloating.warning(taskManager))
        .hasValueSatisfying(
            warning ->
                assertThat(warning)
                    .contains("taskmanager.network.memory.buffer-debloat.enabled", "TaskManager"));
    taskManager.set(TaskManagerOptions.BUFFER_DEBLOAT_ENABLED, false);
    assertThat(BufferDebloating.warning(taskManager)).isPresent();
    taskManager.set(TaskManagerOptions.BUFFER_DEBLOAT_ENABLED, true);
    assertThat(BufferDebloating.warning(taskManager)).isEmpty();
  }
}
