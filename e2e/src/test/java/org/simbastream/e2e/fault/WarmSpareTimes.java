package org.simbastream.e2e.fault;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.simbastream.e2e.check.Golden;
import org.simbastream.e2e.check.OutputReader;
import org.simbastream.e2e.check.OutputRecord;
import org.simbastream.e2e.check.Recovery;
import org.simbastream.e2e.cluster.ClusterSettings;
import org.simbastream.e2e.cluster.RecoveryCluster;
import org.simbastream.e2e.cluster.RunningJob;
import org.simbastream.e2e.load.TestInput;
import org.simbastream.e2e.report.FaultReport;
import org.simbastream.e2e.suite.RecoverySuite;
import org.simbastream.e2e.suite.Variant;
import org.simbastream.e2e.trial.Trial;
import org.simbastream.e2e.trial.Verdict;

/**
 * How long the job is gone after a TaskManager's death, beside a job that counts words: both read
 * the same topic in the same TaskManager, and both move to the same spare.
 */
public final class WarmSpareTimes {

  private static final String COUNTS = "counts";
  private static final double LINES_PER_SECOND = 20;

  /** Results go out as in production, not at barriers only. */
  private static final Map<String, String> OPTIONS = Map.of("simba.bundle.max-wait", "50 ms");

  private final RecoverySuite suite;
  private final RecoveryCluster cluster;
  private final boolean spare;

  private WarmSpareTimes(RecoverySuite suite, boolean spare) throws Exception {
    this.suite = suite;
    this.spare = spare;
    this.cluster = suite.cluster(ClusterSettings.ofSlots(3), 1);
  }

  /**
   * What was measured.
   *
   * @param report of Simba's job
   * @param countingMs until the counting job wrote its first record after each kill
   */
  public record Times(FaultReport report, List<Long> countingMs) {}

  /** Kills the TaskManager of both jobs several times. */
  public static Times run(RecoverySuite suite, boolean spare, int kills, TestInput input)
      throws Exception {
    return new WarmSpareTimes(suite, spare).run(kills, input);
  }

  private Times run(int kills, TestInput input) throws Exception {
    Golden golden = suite.golden(input);
    FaultRun run =
        new FaultRun(
            suite,
            spare ? "7a-time-with-spare" : "7b-time-without-spare",
            "`kill -9` of the TaskManager of this and a counting job, "
                + (spare ? "a spare is there" : "a new one starts at once"),
            Variant.PRODUCT);
    try (Trial trial = suite.trial(input, input.partitions(), OPTIONS)) {
      String counts = trial.inputTopic() + "-" + COUNTS;
      cluster.topics().createTimed(counts, 1, Map.of());
      trial.submit(suite.program(Variant.PRODUCT), 1, null, Map.of());
      RunningJob counting =
          cluster
              .rest()
              .run(
                  suite.counting().jar(),
                  suite.counting().entryClass(),
                  List.of(cluster.brokers(), trial.inputTopic(), counts, "1000"),
                  null);
      counting.awaitRunning();
      trial.writeAfterStart(LINES_PER_SECOND);
      List<long[]> moments = killAll(trial, counting, kills);
      Verdict verdict = trial.finish(golden, false, "canonical");
      counting.cancel();
      List<Long> countingMs =
          firstAfter(new OutputReader(cluster.brokers()).written(counts), moments);
      run.add(verdict, kills, input, List.of(sentence(verdict, countingMs)));
      return new Times(run.report(), countingMs);
    }
  }

  /** Kills; each entry is a kill's moment and when the counting job was restored. */
  private List<long[]> killAll(Trial trial, RunningJob counting, int kills) throws Exception {
    Random random = suite.random("times");
    List<long[]> moments = new ArrayList<>();
    for (int i = 0; i < kills; i++) {
      String victim = trial.job().taskManagers().iterator().next();
      if (spare) {
        String next =
            victim.equals(RecoveryCluster.TASK_MANAGER + 1)
                ? RecoveryCluster.TASK_MANAGER + 2
                : RecoveryCluster.TASK_MANAGER + 1;
        cluster.startTaskManager(next);
        cluster.awaitTaskManagers(2);
      }
      Thread.sleep(2000 + random.nextInt(2000));
      long at = System.currentTimeMillis();
      cluster.taskManager(victim).kill();
      if (!spare) {
        cluster.startTaskManager(victim);
      }
      trial.faultAt(at, trial.job().awaitRestored(at));
      moments.add(new long[] {at, counting.awaitRestored(at)});
      trial.awaitCaughtUp();
      suite.progress("times: over kill " + (i + 1));
    }
    return moments;
  }

  private static List<Long> firstAfter(List<OutputRecord> counts, List<long[]> moments) {
    return moments.stream()
        .map(
            moment ->
                counts.stream()
                        .mapToLong(OutputRecord::appendedAt)
                        .filter(at -> at >= moment[1])
                        .min()
                        .orElse(Long.MAX_VALUE)
                    - moment[0])
        .toList();
  }

  private static String sentence(Verdict verdict, List<Long> countingMs) {
    List<String> pairs = new ArrayList<>();
    for (int i = 0; i < countingMs.size(); i++) {
      Recovery recovery = verdict.recoveries().get(i);
      pairs.add(
          String.format(
              Locale.ROOT,
              "%.1f (%.1f)",
              recovery.processesMs() / 1000.0,
              countingMs.get(i) / 1000.0));
    }
    return "seconds until Simba's job writes again, in brackets the counting job: "
        + String.join(", ", pairs);
  }
}
