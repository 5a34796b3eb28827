package org.simbastream.job.replay;

import java.nio.file.Path;
import java.util.Map;
import org.simbastream.job.options.SimbaConfiguration;

/** Replays all letters in a process of its own, which can be killed. */
final class ReplayProcess {

  private ReplayProcess() {}

  /**
   * Replays.
   *
   * @param args the job's file
   */
  public static void main(String[] args) {
    SimbaConfiguration configuration = SimbaConfiguration.load(Path.of(args[0]), Map.of());
    new Replayer(configuration, ReplaySettings.ALL, System.out, System.err).run();
  }
}
