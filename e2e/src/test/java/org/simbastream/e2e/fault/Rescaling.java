package org.simbastream.e2e.fault;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.simbastream.e2e.check.Golden;
import org.simbastream.e2e.cluster.ClusterSettings;
import org.simbastream.e2e.cluster.RecoveryCluster;
import org.simbastream.e2e.load.TestInput;
import org.simbastream.e2e.report.FaultReport;
import org.simbastream.e2e.suite.RecoverySuite;
import org.simbastream.e2e.suite.Variant;
import org.simbastream.e2e.trial.Trial;

/** The job is stopped with a savepoint and goes on at another parallelism or on another backend. */
public final class Rescaling {

  /** What the full suite rescales to, one after the other. */
  public static final List<Integer> ALL = List.of(1, 2, 5, 3);

  private final RecoverySuite suite;
  private final Variant variant;
  private final RecoveryCluster cluster;

  private Rescaling(RecoverySuite suite, Variant variant) throws Exception {
    this.suite = suite;
    this.variant = variant;
    this.cluster = suite.cluster(ClusterSettings.ofSlots(3), 2);
  }

  /**
   * Rescales.
   *
   * @param parallelisms one after the other
   * @param backend hashmap, rocksdb or forst
   * @param format canonical or native
   */
  public static FaultReport run(
      RecoverySuite suite,
      List<Integer> parallelisms,
      String backend,
      String format,
      TestInput input,
      Variant variant)
      throws Exception {
    String path = parallelisms.stream().map(p -> "" + p).collect(Collectors.joining(" → "));
    return new Rescaling(suite, variant)
        .run(
            "5a-rescaling-" + backend + "-" + format,
            "rescaled %s on %s through %s savepoints".formatted(path, backend, format),
            parallelisms.stream().map(p -> new Step(p, backend)).toList(),
            format,
            input);
  }

  /** Moves heap → RocksDB → heap → RocksDB, and rescales with each move. */
  public static FaultReport moving(RecoverySuite suite, TestInput input, Variant variant)
      throws Exception {
    return new Rescaling(suite, variant)
        .run(
            "5b-moving",
            "moved heap → RocksDB → heap → RocksDB through canonical savepoints",
            List.of(
                new Step(2, "hashmap"),
                new Step(3, "rocksdb"),
                new Step(1, "hashmap"),
                new Step(2, "rocksdb")),
            "canonical",
            input);
  }

  private FaultReport run(
      String name, String sentence, List<Step> steps, String format, TestInput input)
      throws Exception {
    Golden golden = suite.golden(input);
    FaultRun run = new FaultRun(suite, name, sentence, variant);
    try (Trial trial = suite.trial(input, input.partitions(), Map.of())) {
      String savepoint = null;
      int stretch = input.size() / steps.size();
      for (int i = 0; i < steps.size(); i++) {
        Step step = steps.get(i);
        if (i > 0) {
          savepoint = trial.job().stop(cluster.savepoints(), format);
        }
        trial.submit(
            suite.program(variant),
            step.parallelism(),
            savepoint,
            Map.of("state.backend.type", step.backend()));
        boolean last = i == steps.size() - 1;
        trial.writeNow(input.lines().subList(i * stretch, last ? input.size() : (i + 1) * stretch));
        trial.awaitCaughtUp();
        suite.progress(name + ": read at " + step);
      }
      run.add(
          trial.finish(golden, variant != Variant.PRODUCT, format),
          steps.size() - 1,
          input,
          List.of());
    }
    return run.report();
  }

  private record Step(int parallelism, String backend) {}
}
