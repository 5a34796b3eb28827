package org.simbastream.cli;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.simbastream.cli.run.EmbeddedRun;
import org.simbastream.job.options.SimbaConfiguration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "run",
    description = {
      "Runs the job against any Kafka, in this JVM with Flink's web page. To run it on a Flink"
          + " cluster: flink run simba-flink-job-VERSION-cluster.jar --config job.yaml",
      "",
      "Output is exactly once for consumers with isolation.level=read_committed; it becomes visible"
          + " when a checkpoint completes.",
      "",
      "Examples: simba run --config job.yaml -Dsimba.input.topics=app-logs",
      "          simba run --config job.yaml --resume"
    })
final class RunCommand implements Callable<Integer> {

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "A YAML file with options, nested or flat.")
  private Path config;

  @Option(
      names = "--resume",
      description =
          "Resume from the newest checkpoint of this job (simba.name) in the checkpoint directory;"
              + " without it every stream starts anew.")
  private boolean resume;

  @Mixin private OverrideOptions overrides;

  private final PrintStream err;

  RunCommand(PrintStream err) {
    this.err = err;
  }

  @Override
  public Integer call() throws Exception {
    Map<String, String> values = overrides.values();
    EmbeddedRun run = new EmbeddedRun(SimbaConfiguration.load(config, values), err);
    try (OnInterrupt ignored = new OnInterrupt(run::interrupt)) {
      run.run(resume);
    }
    return 0;
  }
}
