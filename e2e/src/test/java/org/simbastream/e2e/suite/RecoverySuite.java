package org.simbastream.e2e.suite;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.simbastream.e2e.check.Golden;
import org.simbastream.e2e.cluster.ClusterSettings;
import org.simbastream.e2e.cluster.RecoveryCluster;
import org.simbastream.e2e.jar.JobJars;
import org.simbastream.e2e.load.TestInput;
import org.simbastream.e2e.report.Reports;
import org.simbastream.e2e.trial.Program;
import org.simbastream.e2e.trial.Trial;
import org.simbastream.job.ClusterMain;

/** One run of the suite. A cluster serves all faults that ask for one that is set up alike. */
public final class RecoverySuite implements AutoCloseable {

  private static final int PARTITIONS = 6;

  private final long seed;
  private final JobJars jars;
  private final SuiteJobs jobs;
  private final Reports reports;
  private final Consumer<String> progress;
  private final Map<List<Integer>, TestInput> inputs = new HashMap<>();
  private final Map<TestInput, Golden> goldens = new HashMap<>();
  private final Map<String, String> uploaded = new HashMap<>();
  private ClusterSettings settings;
  private RecoveryCluster cluster;
  private int clusters;
  private int trials;

  /**
   * A run.
   *
   * @param seed draws the input and the moments of the faults
   * @param repository where the product is built
   * @param progress takes a line now and then
   */
  public RecoverySuite(
      long seed, Path repository, SuiteJobs jobs, Reports reports, Consumer<String> progress)
      throws IOException {
    this.seed = seed;
    this.jars = JobJars.of(repository);
    this.jobs = jobs;
    this.reports = reports;
    this.progress = progress;
  }

  /** A source of chance for one fault, the same whatever was tried before. */
  public Random random(String fault) {
    return new Random(31 * seed + fault.hashCode());
  }

  /** An input of so many lines, drawn once; see {@link TestInput#demanding}. */
  public TestInput input(int lines) {
    return inputs.computeIfAbsent(
        List.of(lines), drawn -> TestInput.demanding(seed, lines, PARTITIONS, 2 * PARTITIONS));
  }

  /** An input, drawn once; see {@link TestInput#draw}. */
  public TestInput plainInput(int lines, int late) {
    int partitions = PARTITIONS;
    return inputs.computeIfAbsent(
        List.of(lines, late),
        drawn -> TestInput.draw(seed, lines, partitions, 2 * partitions, late));
  }

  /** An input of many streams. */
  public TestInput inputOfStreams(int lines, int partitions, int streams) {
    return TestInput.draw(seed, lines, partitions, streams, 0);
  }

  /** Where reports go. */
  public Reports reports() {
    return reports;
  }

  /** Says what is going on. */
  public void progress(String line) {
    progress.accept(line);
  }

  /** A cluster that is set up like this, with so many TaskManagers and no jobs. */
  public RecoveryCluster cluster(ClusterSettings wanted, int taskManagers) throws Exception {
    if (cluster != null && !wanted.equals(settings)) {
      closeCluster();
    }
    if (cluster == null) {
      progress("starts a cluster with " + taskManagers + " TaskManagers");
      cluster = RecoveryCluster.start(wanted, taskManagers);
      settings = wanted;
    }
    List<String> names =
        IntStream.rangeClosed(1, taskManagers)
            .mapToObj(i -> RecoveryCluster.TASK_MANAGER + i)
            .toList();
    for (String name : cluster.runningTaskManagers()) {
      if (!names.contains(name)) {
        cluster.taskManager(name).kill();
      }
    }
    for (String name : names) {
      if (!cluster.runningTaskManagers().contains(name)) {
        cluster.startTaskManager(name);
      }
    }
    cluster.awaitTaskManagers(taskManagers);
    return cluster;
  }

  /** The cluster that was last asked for. */
  public RecoveryCluster cluster() {
    return cluster;
  }

  /** A job of the product's, whole or broken. */
  public Program program(Variant variant) throws Exception {
    return switch (variant) {
      case PRODUCT, UNDISCOVERING -> new Program(jar("product"), ClusterMain.class.getName());
      case FORGETFUL -> new Program(jar("altered"), jobs.forgetful().getName());
      case UNFLUSHED -> new Program(jar("altered"), jobs.unflushed().getName());
    };
  }

  /** The job that counts words. */
  public Program counting() throws Exception {
    return new Program(jar("counting"), jobs.counting().getName());
  }

  private String jar(String kind) throws Exception {
    if (!uploaded.containsKey(kind)) {
      Path jar =
          switch (kind) {
            case "product" -> jars.product();
            case "altered" -> jars.productWith(jobs.forgetful(), cluster.jars());
            default -> jars.counting(jobs.counting(), cluster.jars());
          };
      uploaded.put(kind, cluster.rest().upload(jar));
    }
    return uploaded.get(kind);
  }

  /** A trial on the cluster that was last asked for. */
  public Trial trial(TestInput input, int partitions, Map<String, String> options) {
    trials++;
    // of one length: results name their topic, and how far a long one is cut depends on its length
    return new Trial(cluster, input, "trial-%03d".formatted(trials), partitions, options);
  }

  /** What an input comes to without faults; found out once. */
  public Golden golden(TestInput input) throws Exception {
    Golden known = goldens.get(input);
    if (known != null) {
      return known;
    }
    progress("runs " + input.size() + " records without faults");
    try (Trial trial = trial(input, input.partitions(), Map.of())) {
      trial.submit(program(Variant.PRODUCT), 2, null, Map.of());
      trial.write(Double.POSITIVE_INFINITY);
      Golden golden = trial.finishGolden();
      goldens.put(input, golden);
      return golden;
    }
  }

  @Override
  public void close() {
    closeCluster();
  }

  private void closeCluster() {
    if (cluster != null) {
      try {
        String name = ProcessHandle.current().pid() + "-" + ++clusters;
        cluster.copyLogs(reports.folder().resolve("logs").resolve(name));
      } catch (IOException e) {
        progress("the logs could not be kept: " + e.getMessage());
      }
      cluster.close();
      cluster = null;
      uploaded.clear();
    }
  }
}
