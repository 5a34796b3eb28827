package org.simbastream.e2e.fault;

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

/**
 * Partitions are added to the input topic while the job runs, and after they were found a
 * TaskManager is killed. The records of the new ones are written first, lest they be late, but for
 * their last: a partition that has told no time since a recovery holds the watermark back.
 */
public final class PartitionsAdded {

  private static final int PARTITIONS = 6;
  private static final int LATE = 2;
  private static final String DISCOVERY = "simba.kafka.consumer.partition.discovery.interval.ms";

  private PartitionsAdded() {}

  /** Adds two partitions to four. */
  public static FaultReport run(RecoverySuite suite, int lines, Variant variant) throws Exception {
    return run(suite, lines, variant, "1000", "3d-partitions-added");
  }

  /** The same with a job that does not look for new partitions, which must show. */
  public static FaultReport withoutDiscovery(RecoverySuite suite, int lines) throws Exception {
    return run(suite, lines, Variant.UNDISCOVERING, "-1", "3d-partitions-added");
  }

  private static FaultReport run(
      RecoverySuite suite, int lines, Variant variant, String interval, String name)
      throws Exception {
    RecoveryCluster cluster = suite.cluster(ClusterSettings.ofSlots(3), 2);
    TestInput input = suite.plainInput(lines, LATE);
    Golden golden = suite.golden(input);
    FaultRun run =
        new FaultRun(
            suite,
            name,
            "two partitions added to the input's four, then `kill -9` of a TaskManager",
            variant);
    try (Trial trial = suite.trial(input, PARTITIONS - LATE, Map.of(DISCOVERY, interval))) {
      trial.submit(suite.program(variant), 2, null, Map.of());
      trial.job().awaitCheckpoint();
      trial.writeNow(input.firstHalf());
      trial.awaitCaughtUp();
      cluster.topics().addPartitions(trial.inputTopic(), PARTITIONS);
      trial.writeNow(input.secondHalf(partition -> partition >= PARTITIONS - LATE));
      if (variant != Variant.UNDISCOVERING) {
        trial.awaitCaughtUp();
        String victim = trial.job().taskManagers().iterator().next();
        long at = System.currentTimeMillis();
        cluster.taskManager(victim).kill();
        trial.writeNow(input.secondHalf(partition -> partition < PARTITIONS - LATE));
        trial.faultAt(at, trial.job().awaitRestored(at));
        cluster.startTaskManager(victim);
      } else {
        trial.writeNow(input.secondHalf(partition -> partition < PARTITIONS - LATE));
      }
      trial.writeNow(input.ends());
      run.add(trial.finish(golden, variant != Variant.PRODUCT, "canonical"), 1, input, List.of());
    }
    return run.report();
  }
}
