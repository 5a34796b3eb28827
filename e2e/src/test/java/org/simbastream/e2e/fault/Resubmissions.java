package org.simbastream.e2e.fault;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.simbastream.e2e.check.Golden;
import org.simbastream.e2e.cluster.ClusterSettings;
import org.simbastream.e2e.cluster.RecoveryCluster;
import org.simbastream.e2e.load.TestInput;
import org.simbastream.e2e.report.FaultReport;
import org.simbastream.e2e.suite.RecoverySuite;
import org.simbastream.e2e.suite.Variant;
import org.simbastream.e2e.trial.Trial;

/** The job is stopped and submitted again, many times, in one TaskManager process. */
public final class Resubmissions {

  private final RecoverySuite suite;
  private final RecoveryCluster cluster;

  private Resubmissions(RecoverySuite suite, ClusterSettings settings) throws Exception {
    this.suite = suite;
    this.cluster = suite.cluster(settings, 1);
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
        footprints.add(Footprint.of(cluster, RecoveryCluster.TASK_MANAGER + 1));
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
}
