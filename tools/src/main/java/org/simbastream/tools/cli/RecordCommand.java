package org.simbastream.tools.cli;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.simbastream.job.cli.OnInterrupt;
import org.simbastream.tools.record.Recorder;
import org.simbastream.tools.record.Timing;
import org.simbastream.tools.record.fault.Fault;
import org.simbastream.tools.record.fault.Faults;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "record",
    description = {
      "Records the logs of a real Kafka and Flink system while something is broken in it.",
      "",
      "Starts a broker, a JobManager, two TaskManagers and three small applications as processes"
          + " of their own, on the loopback address and in a temporary folder, breaks something,"
          + " lets them recover, and writes every process's log and ground-truth.json, which says"
          + " what was done, when, which lines show it first, and where it is quiet. Takes about"
          + " 2 GB of memory.",
      "",
      "Example: simba record --out recordings --fault poison-record --fault broker-stopped"
    })
final class RecordCommand implements Callable<Integer> {

  private static final double SHORTEST_MINUTES = 0.5;

  @Option(
      names = "--out",
      paramLabel = "FOLDER",
      description = "Gets a folder KIND-N for each recording.")
  private Path out;

  @Option(
      names = "--fault",
      paramLabel = "KIND",
      description = "What is broken, see below; can be given several times; default: all kinds.")
  private List<String> kinds = List.of();

  @Option(
      names = "--runs",
      paramLabel = "N",
      defaultValue = "1",
      description = "Recordings of each kind; default: ${DEFAULT-VALUE}.")
  private int runs;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "1",
      description =
          "Draws the load, the moment of the fault and how long it lasts; each run has the next"
              + " one; default: ${DEFAULT-VALUE}.")
  private long seed;

  @Option(
      names = "--minutes",
      paramLabel = "M",
      defaultValue = "1.5",
      description =
          "Length of a recording; it gets longer where half of it would not be quiet; default:"
              + " ${DEFAULT-VALUE}.")
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
      err.println("simba: interrupted; no process is left");
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
