package org.simbastream.e2e.fault;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.simbastream.e2e.cluster.FlinkRest;
import org.simbastream.e2e.cluster.RecoveryCluster;
import org.simbastream.testbed.Await;

/**
 * What a TaskManager's process takes, its garbage collected.
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

  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final int COLLECTIONS = 3;

  /** Collects the garbage of a TaskManager and asks what it takes then. */
  static Footprint of(RecoveryCluster cluster, String taskManager) throws Exception {
    FlinkRest rest = cluster.rest();
    long pid = cluster.taskManager(taskManager).pid();
    for (int i = 0; i < COLLECTIONS; i++) {
      collectGarbage(pid);
    }
    double unknown = classes(rest, taskManager);
    // the figures that Flink shows are some hundred milliseconds old
    Await.reached(PATIENCE, PAUSE, () -> classes(rest, taskManager) != unknown);
    Thread.sleep(PAUSE.toMillis());
    return new Footprint(
        rest.taskManagerMetric(taskManager, "Status.JVM.Threads.Count"),
        classes(rest, taskManager),
        megabytes(rest, taskManager, "Status.JVM.Memory.Metaspace.Used"),
        megabytes(rest, taskManager, "Status.JVM.Memory.Direct.MemoryUsed"),
        megabytes(rest, taskManager, "Status.JVM.Memory.Heap.Used"),
        resident(pid));
  }

  /** For people. */
  String sentence() {
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

  private static double classes(FlinkRest rest, String taskManager) throws Exception {
    return rest.taskManagerMetric(taskManager, "Status.JVM.ClassLoader.ClassesLoaded")
        - rest.taskManagerMetric(taskManager, "Status.JVM.ClassLoader.ClassesUnloaded");
  }

  private static double megabytes(FlinkRest rest, String taskManager, String metric)
      throws Exception {
    return rest.taskManagerMetric(taskManager, metric) / (1 << 20);
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
