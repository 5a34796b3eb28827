package org.simbastream.e2e.fault;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import org.simbastream.e2e.check.Golden;
import org.simbastream.e2e.cluster.ClusterSettings;
import org.simbastream.e2e.cluster.RecoveryCluster;
import org.simbastream.e2e.load.TestInput;
import org.simbastream.e2e.report.FaultReport;
import org.simbastream.e2e.suite.RecoverySuite;
import org.simbastream.e2e.suite.Variant;
import org.simbastream.e2e.trial.Trial;
import org.simbastream.testbed.Await;

/** Hours of many streams, with a TaskManager killed every few minutes. */
public final class Soak {

  private static final int PARTITIONS = 10;
  private static final int STREAMS = 50;
  private static final int LINES_PER_SECOND = 10;
  private static final Duration PATIENCE = Duration.ofSeconds(120);
  private static final Duration LEAST_PAUSE = Duration.ofMinutes(2);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

  private final RecoverySuite suite;
  private final RecoveryCluster cluster;
  private final List<Sample> samples = new ArrayList<>();

  private Soak(RecoverySuite suite) throws Exception {
    this.suite = suite;
    this.cluster = suite.cluster(ClusterSettings.ofSlots(2), 2);
  }

  /**
   * What was seen at a moment before a kill.
   *
   * @param minutes since the beginning
   * @param footprint of the TaskManager that ran the job
   * @param checkpointMb size of the latest checkpoint, in MiB
   */
  public record Sample(double minutes, Footprint footprint, double checkpointMb) {}

  /**
   * What was seen.
   *
   * @param report of the records
   * @param samples one before each kill
   */
  public record Seen(FaultReport report, List<Sample> samples) {}

  /**
   * Runs.
   *
   * @param duration for how long the input is written
   */
  public static Seen run(RecoverySuite suite, Duration duration) throws Exception {
    return new Soak(suite).run(duration);
  }

  private Seen run(Duration duration) throws Exception {
    int lines = Math.toIntExact(duration.toSeconds() * LINES_PER_SECOND);
    TestInput input = suite.inputOfStreams(lines, PARTITIONS, STREAMS);
    Golden golden = suite.golden(input);
    FaultRun run =
        new FaultRun(
            suite,
            "8-soak",
            "%d minutes of %d streams, `kill -9` of a TaskManager every few minutes"
                .formatted(duration.toMinutes(), STREAMS),
            Variant.PRODUCT);
    Random random = suite.random("soak");
    try (Trial trial = suite.trial(input, PARTITIONS, Map.of())) {
      trial.submit(suite.program(Variant.PRODUCT), 2, null, Map.of());
      trial.write(LINES_PER_SECOND);
      long start = System.nanoTime();
      int kills = 0;
      while (pause(trial, random)) {
        samples.add(sample(trial, (System.nanoTime() - start) / 60e9));
        suite.progress("soak: " + samples.get(kills));
        kill(trial, random);
        kills++;
      }
      run.add(trial.finish(golden, false, "canonical"), kills, input, notes());
      return new Seen(run.report(), List.copyOf(samples));
    }
  }

  /** Waits a random time; returns false if the input ended meanwhile. */
  private static boolean pause(Trial trial, Random random) throws Exception {
    long spread = LONGEST_PAUSE.minus(LEAST_PAUSE).toMillis();
    Duration pause = LEAST_PAUSE.plusMillis((long) (random.nextDouble() * spread));
    return !Await.reached(pause, Duration.ofSeconds(1), () -> !trial.isUnderLoad());
  }

  private Sample sample(Trial trial, double minutes) throws Exception {
    String first = trial.job().taskManagers().iterator().next();
    double checkpoint = trial.job().checkpointBytes() / (double) (1 << 20);
    return new Sample(minutes, Footprint.of(cluster, first), checkpoint);
  }

  private void kill(Trial trial, Random random) throws Exception {
    List<String> running = List.copyOf(trial.job().taskManagers());
    String victim = running.get(random.nextInt(running.size()));
    long at = System.currentTimeMillis();
    cluster.taskManager(victim).kill();
    trial.faultAt(at, trial.job().awaitRestored(at));
    cluster.startTaskManager(victim);
    cluster.awaitTaskManagers(2);
    trial.job().awaitCheckpoint();
  }

  private List<String> notes() {
    int quarter = Math.max(1, samples.size() / 4);
    List<Sample> early = samples.subList(0, quarter);
    List<Sample> late = samples.subList(samples.size() - quarter, samples.size());
    return List.of(
        compared("heap in use", early, late, s -> s.footprint().heapMb()),
        compared("direct memory", early, late, s -> s.footprint().directMb()),
        compared("metaspace", early, late, s -> s.footprint().metaspaceMb()),
        compared("resident memory", early, late, s -> s.footprint().residentMb()),
        compared("checkpoint", early, late, Sample::checkpointMb));
  }

  private static String compared(
      String what, List<Sample> early, List<Sample> late, ToDoubleFunction<Sample> figure) {
    return String.format(
        Locale.ROOT,
        "%s, mean of the first and last quarter of the samples: %.1f and %.1f MiB",
        what,
        mean(early, figure),
        mean(late, figure));
  }

  private static double mean(List<Sample> samples, ToDoubleFunction<Sample> figure) {
    return samples.stream().mapToDouble(figure).average().orElse(Double.NaN);
  }
}
