package org.simbastream.job.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.runtime.jobgraph.JobVertex;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;
import org.simbastream.job.options.SimbaConfiguration;

/** A sink that blocks is back pressure, and no load of the model's, only in a task of its own. */
class TasksTest {

  @Test
  void noSinkRunsOnTheModelsThread() {
    SimbaConfiguration configuration =
        SimbaConfiguration.of(
            Map.of(
                "simba.kafka.bootstrap-servers", "localhost:9092",
                "simba.input.topics", "logs",
                "simba.output.work.enabled", "true",
                "simba.output.patterns.enabled", "true"));
    StreamExecutionEnvironment env =
        new StreamExecutionEnvironment(configuration.flinkConfiguration());
    SimbaJob.define(env, configuration);
    List<String> tasks = new ArrayList<>();
    for (JobVertex task : env.getStreamGraph().getJobGraph().getVertices()) {
      tasks.add(task.getName());
    }
    assertThat(tasks)
        .contains("Simba", "scored: Writer -> scored: Committer")
        .allSatisfy(
            task -> assertThat(task.contains("Writer")).isEqualTo(task.contains("Committer")));
  }
}
