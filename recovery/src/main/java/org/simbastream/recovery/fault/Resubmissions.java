package org.simbastream.recovery.fault;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.simbastream.recovery.check.Golden;
import org.simbastream.recovery.cluster.ClusterSettings;
import org.simbastream.recovery.cluster.Patience;
import org.simbastream.recovery.cluster.RecoveryCluster;
import org.simbastream.recovery.load.TestInput;
import org.simbastream.recovery.report.FaultReport;
import org.simbastream.recovery.suite.RecoverySuite;
import org.simbastream.recovery.suite.Variant;
import org.simbastream.recovery.trial.Trial;

/** The job is stopped and submitted again, many times, in one TaskManager process. */
public final class Resubmissions {

  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final RecoverySuite suite;
  private final RecoveryCluster cluster;

  private Resubmissions(RecoverySuite suite, ClusterSettings settings) throws Exception {
    this.suite = suite;
    this.cluster = suite.cluster(settings, 1);
  }

  /**
   * What a TaskManager's process takes.
   *
   * @param threads of Java
   * @param classes loaded
   * @param metaspaceMb in MiB
   * @param directMb direct buffers, in MiB
   * @param heapMb heap in use, in MiB
   * @param residentMb resident memory, in MiB
   */
  public record Footprint(
      double threads,
      double classes,
      double metaspaceMb,
      double directMb,
      double heapMb,
      double residentMb) {

    private String sentence() {
      return String.format(
          Locale.ROOT,
          "%.0f threads, %.0f classes, metaspace %.0f, direct %.0f, heap %.0f, resident %.0f MiB",
          threads,
          classes,
          metaspaceMb,
          directMb,
          heapMb,
          residentMb);
    }
  }

  /**
   * What was seen.
   *
   * @param report of the records
   * @param footprints after the first, and after each further submission had been stopped
   */
  public record Seen(FaultReport report, List<Footprint> footprints) {}

  /** Stops and resubmits, on the set-up that is recommended. */
  public static Seen run(RecoverySuite suite, int times, TestInput input) throws Exception {
    return new Resubmissions(suite, ClusterSettings.ofSlots(2)).run(times, input);
  }

  private Seen run(int times, TestInput input) throws Exception {
    Golden golden = suite.golden(input);
    FaultRun run =
        new FaultRun(
            suite,
            "6a-resubmitted",
            "stopped with a savepoint and submitted again in the same TaskManager process",
            Variant.PRODUCT);
    List<Footprint> footprints = new ArrayList<>();
    try (Trial trial = suite.trial(input, input.partitions(), Map.of())) {
      trial.submit(suite.program(Variant.PRODUCT), 2, null, Map.of());
      int stretch = input.size() / (times + 1);
      for (int i = 0; i < times; i++) {
        trial.writeNow(input.lines().subList(i * stretch, (i + 1) * stretch));
        trial.awaitCaughtUp();
        String savepoint = trial.job().stop(cluster.savepoints(), "canonical");
        footprints.add(footprint());
        suite.progress("resubmission " + (i + 1) + ": " + footprints.get(i).sentence());
        trial.submit(suite.program(Variant.PRODUCT), 2, savepoint, Map.of());
      }
      trial.writeNow(input.lines().subList(times * stretch, input.size()));
      run.add(
          trial.finish(golden, false, "canonical"),
          times,
          input,
          List.of(
              "after the 1st: " + footprints.get(0).sentence(),
              "after the %d.: ".formatted(times) + footprints.get(times - 1).sentence()));
    }
    return new Seen(run.report(), footprints);
  }

  /**
   * What happens on a second submission where DJL is in the job's jar only.
   *
   * @return the cause of its failure; empty if it runs
   */
  public static String withoutDjlInLib(RecoverySuite suite, TestInput input) throws Exception {
    Resubmissions faults = new Resubmissions(suite, ClusterSettings.ofSlots(2).withoutDjlInLib());
    try (Trial trial = suite.trial(input, input.partitions(), Map.of())) {
      trial.submit(suite.program(Variant.PRODUCT), 2, null, Map.of());
      String savepoint = trial.job().stop(faults.cluster.savepoints(), "canonical");
      try {
        trial.submit(suite.program(Variant.PRODUCT), 2, savepoint, Map.of());
        return "";
      } catch (IOException | IllegalStateException e) {
        return e.getMessage();
      }
    }
  }

  private Footprint footprint() throws Exception {
    String name = RecoveryCluster.TASK_MANAGER + 1;
    long pid = cluster.taskManager(name).pid();
    for (int i = 0; i < 3; i++) {
      collectGarbage(pid);
    }
    double unknown = classes();
    // the figures that Flink shows are some hundred milliseconds old
    Patience.reached(PATIENCE, PAUSE, () -> classes() != unknown);
    Thread.sleep(PAUSE.toMillis());
    return new Footprint(
        metric("Status.JVM.Threads.Count"),
        classes(),
        metric("Status.JVM.Memory.Metaspace.Used") / (1 << 20),
        metric("Status.JVM.Memory.Direct.MemoryUsed") / (1 << 20),
        metric("Status.JVM.Memory.Heap.Used") / (1 << 20),
        resident(pid));
  }

  private double classes() throws Exception {
    return metric("Status.JVM.ClassLoader.ClassesLoaded")
        - metric("Status.JVM.ClassLoader.ClassesUnloaded");
  }

  private double metric(String name) throws Exception {
    return cluster.rest().taskManagerMetric(RecoveryCluster.TASK_MANAGER + 1, name);
  }

  private static void collectGarbage(long pid) throws IOException, InterruptedException {
    Process command =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                Long.toString(pid),
                "GC.run")
            .redirectErrorStream(true)
            .redirectOutput(Redirect.DISCARD)
            .start();
    if (!command.waitFor(60, TimeUnit.SECONDS) || command.exitValue() != 0) {
      throw new IllegalStateException("jcmd could not collect the garbage of process " + pid);
    }
  }

  private static double resident(long pid) throws IOException {
    return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) / 1024)
        .findFirst()
        .orElse(Double.NaN);
  }
}
