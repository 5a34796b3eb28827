package org.simbastream.recovery.fault;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.simbastream.recovery.check.Golden;
import org.simbastream.recovery.cluster.ClusterSettings;
import org.simbastream.recovery.cluster.RecoveryCluster;
import org.simbastream.recovery.load.TestInput;
import org.simbastream.recovery.report.FaultReport;
import org.simbastream.recovery.suite.RecoverySuite;
import org.simbastream.recovery.suite.Variant;
import org.simbastream.recovery.trial.Trial;

/** The job is stopped with a savepoint and goes on at another parallelism or on another backend. */
public final class Rescaling {

  private static final int[] PARALLELISMS = {1, 2, 5, 3};

  private final RecoverySuite suite;
  private final Variant variant;
  private final RecoveryCluster cluster;

  private Rescaling(RecoverySuite suite, Variant variant) throws Exception {
    this.suite = suite;
    this.variant = variant;
    this.cluster = suite.cluster(ClusterSettings.ofSlots(3), 2);
  }

  /**
   * Rescales 1 → 2 → 5 → 3.
   *
   * @param backend hashmap, rocksdb or forst
   * @param format canonical or native
   */
  public static FaultReport run(
      RecoverySuite suite, String backend, String format, TestInput input, Variant variant)
      throws Exception {
    Rescaling rescaling = new Rescaling(suite, variant);
    List<String> backends = List.of(backend, backend, backend, backend);
    return rescaling.run(
        "5a-rescaling-" + backend + "-" + format,
        "rescaled 1 → 2 → 5 → 3 on %s through %s savepoints".formatted(backend, format),
        backends,
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
            List.of("hashmap", "rocksdb", "hashmap", "rocksdb"),
            "canonical",
            input);
  }

  private FaultReport run(
      String name, String sentence, List<String> backends, String format, TestInput input)
      throws Exception {
    Golden golden = suite.golden(input);
    FaultRun run = new FaultRun(suite, name, sentence, variant);
    try (Trial trial = suite.trial(input, input.partitions(), Map.of())) {
      String savepoint = null;
      int stretch = input.size() / PARALLELISMS.length;
      for (int i = 0; i < PARALLELISMS.length; i++) {
        if (i > 0) {
          savepoint = trial.job().stop(cluster.savepoints(), format);
        }
        trial.submit(
            suite.program(variant),
            PARALLELISMS[i],
            savepoint,
            Map.of("state.backend.type", backends.get(i)));
        boolean last = i == PARALLELISMS.length - 1;
        trial.writeNow(
            input.lines().subList(i * stretch, last ? input.size() : (i + 1) * stretch));
        trial.awaitCaughtUp();
        suite.progress(
            String.format(
                Locale.ROOT, "%s: read with parallelism %d on %s", name, PARALLELISMS[i],
                backends.get(i)));
      }
      run.add(
          trial.finish(golden, variant != Variant.PRODUCT, format),
          PARALLELISMS.length - 1,
          input,
          List.of());
    }
    return run.report();
  }
}
