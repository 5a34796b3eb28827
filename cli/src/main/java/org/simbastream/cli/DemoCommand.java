package org.simbastream.cli;

import java.io.PrintStream;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.simbastream.cli.demo.Demo;
import org.simbastream.cli.demo.DemoSettings;
import org.simbastream.job.options.SimbaOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "demo",
    description = {
      "Replays logs through an embedded Kafka and Flink and prints the highlights of each window.",
      "",
      "Without --input it replays a recording of a real Kafka and Flink cluster in which a"
          + " TaskManager was killed.",
      "",
      "Examples: simba demo --once",
      "          simba demo --input /var/log --once",
      "          tail -F app.log | simba demo --input -"
    })
final class DemoCommand implements Callable<Integer> {

  @Option(
      names = "--input",
      paramLabel = "FILE|DIR|-",
      description =
          "The input to replay: a file, a directory (each of its files is one stream), or - for"
              + " standard input. Event time is the time that each line tells.")
  private String input;

  @Option(
      names = "--once",
      description = "End when the input ends; without it Ctrl-C ends the demo.")
  private boolean once;

  @Option(
      names = "--parallelism",
      paramLabel = "N",
      defaultValue = "2",
      description = "Flink's parallelism; default: ${DEFAULT-VALUE}.")
  private int parallelism;

  @Option(
      names = "--keep",
      paramLabel = "SHARE",
      description = "The share of tokens that the last layer reads; short for -Dsimba.keep.last.")
  private Double keep;

  @Option(
      names = "--model",
      paramLabel = "DIR",
      description = "The model's checkpoint directory; short for -Dsimba.model.")
  private String model;

  @Mixin private OverrideOptions overrides;

  private final PrintStream out;
  private final PrintStream err;

  DemoCommand(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  @Override
  public Integer call() throws Exception {
    if (parallelism < 1) {
      throw new IllegalArgumentException("--parallelism is " + parallelism + ": give at least 1");
    }
    Map<String, String> options = new TreeMap<>(overrides.values());
    if (keep != null) {
      options.put(SimbaOptions.KEEP_LAST.key(), keep.toString());
    }
    if (model != null) {
      options.put(SimbaOptions.MODEL.key(), model);
    }
    Demo demo = new Demo(new DemoSettings(input, once, parallelism, options), out, err);
    try (OnInterrupt ignored = new OnInterrupt(demo::interrupt)) {
      demo.run();
    }
    return 0;
  }
}
