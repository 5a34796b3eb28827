package org.simbastream.recordings;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.simbastream.recordings.fault.Fault;
import org.simbastream.recordings.truth.GroundTruth;

/** A series of recordings: some kinds of faults, some runs of each. */
public final class Recorder {

  private final List<Fault> faults;
  private final int runs;
  private final long seed;
  private final Timing timing;
  private final Consumer<String> progress;
  private final Thread thread = Thread.currentThread();
  private volatile boolean interrupted;

  /**
   * A series, to be {@link #run} by the thread that makes it.
   *
   * @param runs recordings of each fault; every run has the next seed
   * @param seed the first run's
   * @param progress receives lines on the progress
   */
  public Recorder(
      List<Fault> faults, int runs, long seed, Timing timing, Consumer<String> progress) {
    this.faults = List.copyOf(faults);
    this.runs = runs;
    this.seed = seed;
    this.timing = timing;
    this.progress = progress;
  }

  /** Makes {@link #run} end soon, from another thread. */
  public void interrupt() {
    interrupted = true;
    thread.interrupt();
  }

  /**
   * Records every fault once, then every fault the second time, and so on; what is there already is
   * left as it is, so that a series can be continued.
   *
   * @param out gets a folder for each recording: the kind, a dash, and the run from 1
   * @return what failed, by folder
   * @throws InterruptedException after {@link #interrupt}
   */
  public List<String> run(Path out) throws InterruptedException {
    List<String> failed = new ArrayList<>();
    for (int run = 1; run <= runs; run++) {
      for (Fault fault : faults) {
        String name = fault.kind() + "-" + run;
        Path target = out.resolve(name);
        if (Files.exists(target.resolve(GroundTruth.FILE))) {
          progress.accept(name + ": is there already");
        } else if (!record(fault, run, name, target)) {
          failed.add(name);
        }
      }
    }
    return failed;
  }

  private boolean record(Fault fault, int run, String name, Path target)
      throws InterruptedException {
    Consumer<String> named = line -> progress.accept(name + ": " + line);
    try {
      named.accept("starting");
      new Recording(fault, seed + run - 1, timing, named).run(target);
      named.accept("recorded to " + target);
      return true;
    } catch (Exception e) {
      if (interrupted) {
        throw (InterruptedException) new InterruptedException("interrupted").initCause(e);
      }
      named.accept("failed: " + e.getMessage());
      return false;
    }
  }
}
