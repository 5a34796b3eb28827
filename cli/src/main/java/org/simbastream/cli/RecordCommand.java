package org.simbastream.cli;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.simbastream.recordings.Recorder;
import org.simbastream.recordings.Timing;
import org.simbastream.recordings.fault.Fault;
import org.simbastream.recordings.fault.Faults;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "record",
    description = {
      "Records the logs of a real Kafka and Flink system while a fault is injected into it.",
      "",
      "Starts a broker, a JobManager, two TaskManagers and three small applications as separate"
          + " processes, on the loopback address and in a temporary folder; injects a fault, lets"
          + " them recover, and writes every process's log and ground-truth.json. That file holds"
          + " the fault, its time, the lines that show it first, and the quiet times. Takes about 2"
          + " GB of memory.",
      "",
      "Example: simba record --out recordings --fault poison-record --fault broker-stopped"
    })
final class RecordCommand implements Callable<Integer> {

  private static final double SHORTEST_MINUTES = 0.5;

  @Option(
      names = "--out",
      paramLabel = "FOLDER",
      description = "The folder for the recordings; each becomes a folder KIND-N in it.")
  private Path out;

  @Option(
      names = "--fault",
      paramLabel = "KIND",
      description =
          "The kind of fault, one of those listed below; can be repeated; default: all kinds.")
  private List<String> kinds = List.of();

  @Option(
      names = "--runs",
      paramLabel = "N",
      defaultValue = "1",
      description = "The number of recordings of each kind; default: ${DEFAULT-VALUE}.")
  private int runs;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "1",
      description =
          "The seed of the load and of the fault's time and length; each further run uses the next"
              + " number; default: ${DEFAULT-VALUE}.")
  private long seed;

  @Option(
      names = "--minutes",
      paramLabel = "M",
      defaultValue = "1.5",
      description =
          "The length of a recording in minutes; a recording is longer if less than half of it"
              + " would be quiet; default: ${DEFAULT-VALUE}.")
  private double minutes;

  @Option(names = "--list", description = "List the kinds of faults and record nothing.")
  private boolean list;

  private final PrintStream stdout;
  private final PrintStream err;

  RecordCommand(PrintStream stdout, PrintStream err) {
    this.stdout = stdout;
    this.err = err;
  }

  /** Lists the kinds at the end of the help. */
  @Spec
  void addKinds(CommandSpec spec) {
    spec.usageMessage()
        .footer(
            Stream.concat(Stream.of("", "Kinds of faults:"), kindLines()).toArray(String[]::new));
  }

  @Override
  public Integer call() {
    if (list) {
      kindLines().forEach(stdout::println);
      return 0;
    }
    check();
    List<Fault> faults =
        kinds.isEmpty() ? Faults.all() : kinds.stream().map(Faults::named).toList();
    Recorder recorder = new Recorder(faults, runs, seed, Timing.ofMinutes(minutes), this::report);
    List<String> failed;
    try (OnInterrupt ignored = new OnInterrupt(recorder::interrupt)) {
      failed = recorder.run(out);
    } catch (InterruptedException e) {
      err.println("simba: interrupted; all processes have ended");
      return 1;
    }
    if (!failed.isEmpty()) {
      err.println("simba: not recorded: " + String.join(", ", failed));
    }
    return failed.isEmpty() ? 0 : 1;
  }

  private void check() {
    if (out == null) {
      throw new IllegalArgumentException("--out is missing: give a folder for the recordings");
    }
    if (runs < 1) {
      throw new IllegalArgumentException("--runs is " + runs + ": give at least 1");
    }
    if (!(minutes >= SHORTEST_MINUTES)) {
      throw new IllegalArgumentException(
          "--minutes is " + minutes + ": give at least " + SHORTEST_MINUTES);
    }
  }

  private void report(String line) {
    err.println(LocalTime.now().truncatedTo(ChronoUnit.SECONDS) + " " + line);
  }

  private static Stream<String> kindLines() {
    return Faults.all().stream().map(fault -> "  " + fault.kind() + ": " + fault.sentence());
  }
}
