package org.simbastream.e2e.broken;

import java.util.function.Function;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.simbastream.job.ClusterArguments;
import org.simbastream.job.options.SimbaConfiguration;
import org.simbastream.job.pipeline.SimbaJob;
import org.simbastream.operators.keyed.SimbaOperator;
import org.simbastream.operators.settings.OperatorSettings;

/** Submits the product's job with another operator in Simba's place. */
final class BrokenJob {

  private BrokenJob() {}

  static void submit(String[] args, Function<OperatorSettings, SimbaOperator> operator)
      throws Exception {
    SimbaConfiguration configuration =
        SimbaConfiguration.of(ClusterArguments.parse(args).overrides());
    Configuration flink = configuration.flinkConfiguration();
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(flink);
    SimbaJob.define(env, configuration, operator.apply(SimbaJob.settings(configuration)));
    env.execute();
  }
}
