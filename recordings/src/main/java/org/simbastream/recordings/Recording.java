package org.simbastream.recordings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import org.simbastream.recordings.cluster.Cluster;
import org.simbastream.recordings.cluster.ClusterLogs;
import org.simbastream.recordings.fault.ActiveFault;
import org.simbastream.recordings.fault.Fault;
import org.simbastream.recordings.truth.FirstLines;
import org.simbastream.recordings.truth.GroundTruth;
import org.simbastream.recordings.truth.InjectedFault;
import org.simbastream.recordings.truth.LogPositions;
import org.simbastream.recordings.truth.Phase;
import org.simbastream.recordings.truth.ShownLine;
import org.simbastream.recordings.truth.UtcTime;

/**
 * One recording: a cluster starts, works undisturbed, has one fault, recovers, and works
 * undisturbed again.
 */
public final class Recording {

  private static final Duration CALM = Duration.ofSeconds(4);
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final Fault fault;
  private final long seed;
  private final Timing timing;
  private final Consumer<String> progress;
  private final Random random;

  /**
   * A recording that can be {@link #run} once.
   *
   * @param seed draws the load, the moment of the fault and how long it lasts
   * @param progress receives lines on the progress
   */
  public Recording(Fault fault, long seed, Timing timing, Consumer<String> progress) {
    this.fault = fault;
    this.seed = seed;
    this.timing = timing;
    this.progress = progress;
    this.random = new Random(31 * seed + fault.kind().hashCode());
  }

  /**
   * Records. Leaves no process and no temporary folder behind, whatever happens.
   *
   * @param target the folder for the logs and {@link GroundTruth#FILE}; made if it is absent
   * @throws IllegalStateException if the cluster doesn't start or recover, or doesn't show the
   *     fault; its logs are then in a folder beside {@code target} that ends in {@code .failed}
   */
  public void run(Path target) throws Exception {
    Instant start = Instant.now();
    try (Cluster cluster = Cluster.prepare(random.nextLong())) {
      try {
        record(cluster, start, target);
      } catch (IllegalStateException e) {
        Path failed = target.resolveSibling(target.getFileName() + ".failed");
        Files.createDirectories(failed);
        cluster.logs().copy(failed, cluster.logs().marks());
        throw new IllegalStateException(e.getMessage() + "; the logs are in " + failed, e);
      }
    }
  }

  private void record(Cluster cluster, Instant start, Path target) throws Exception {
    ClusterLogs logs = cluster.logs();
    cluster.start();
    Duration before = timing.before(random);
    progress.accept("works; quiet for " + before.toSeconds() + " s");
    LogPositions steady = logs.awaitCalm(logs.marks(), before, PATIENCE.plus(before));

    LogPositions injected = logs.marks();
    ActiveFault inForce = fault.inject(cluster, random);
    Duration duration = duration();
    progress.accept("fault injected, for " + duration.toSeconds() + " s");
    Thread.sleep(duration.toMillis());
    inForce.remedy().apply();
    LogPositions ended = logs.marks();
    cluster.awaitWorking(ended);
    LogPositions calm = logs.awaitCalm(logs.marks(), CALM, PATIENCE);

    Duration quiet = Duration.between(steady.at(), injected.at());
    Duration busy = Duration.between(start, calm.at()).minus(quiet);
    Duration after = timing.after(busy, quiet);
    progress.accept("recovered; quiet for " + after.toSeconds() + " s");
    LogPositions recovered = logs.awaitCalm(calm, after, PATIENCE.plus(after));
    LogPositions end = logs.marks();
    write(logs, inForce, new Moments(start, steady, injected, ended, recovered, end), target);
  }

  private Duration duration() {
    long shortest = fault.shortest().toMillis();
    long longest = fault.longest().toMillis();
    return Duration.ofMillis(shortest + Math.round((longest - shortest) * random.nextDouble()));
  }

  private void write(ClusterLogs logs, ActiveFault inForce, Moments moments, Path target)
      throws IOException {
    FirstLines search = new FirstLines(logs.read());
    GroundTruth truth =
        new GroundTruth(
            Versions.ofWhatRuns(),
            seed,
            UtcTime.of(moments.start()),
            UtcTime.of(moments.end().at()),
            moments.end().lines().keySet().stream().map(process -> process + ".log").toList(),
            Phase.between(new LogPositions(moments.start(), Map.of()), moments.steady()),
            List.of(
                Phase.between(moments.steady(), moments.injected()),
                Phase.between(moments.recovered(), moments.end())),
            List.of(describe(inForce, moments, search)));
    Files.createDirectories(target);
    logs.copy(target, moments.end());
    truth.write(target);
  }

  private InjectedFault describe(ActiveFault inForce, Moments moments, FirstLines search) {
    List<ShownLine> firstLines =
        search.find(fault.signs(), moments.injected(), moments.recovered());
    String process =
        inForce.process().orElseGet(() -> firstLines.get(0).file().replaceFirst("\\.log$", ""));
    return new InjectedFault(
        fault.kind(),
        process,
        inForce.done(),
        UtcTime.of(moments.injected().at()),
        UtcTime.of(moments.ended().at()),
        UtcTime.of(moments.recovered().at()),
        moments.injected().until(moments.recovered()),
        firstLines,
        search.lastBefore(process, moments.injected()));
  }

  /** Where the stretches of a recording begin and end. */
  private record Moments(
      Instant start,
      LogPositions steady,
      LogPositions injected,
      LogPositions ended,
      LogPositions recovered,
      LogPositions end) {}
}
