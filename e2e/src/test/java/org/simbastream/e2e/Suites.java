package org.simbastream.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import org.simbastream.e2e.broken.CountingMain;
import org.simbastream.e2e.broken.ForgetfulMain;
import org.simbastream.e2e.broken.UnflushedMain;
import org.simbastream.e2e.report.FaultReport;
import org.simbastream.e2e.report.Reports;
import org.simbastream.e2e.suite.RecoverySuite;
import org.simbastream.e2e.suite.SuiteJobs;

/** Begins runs of the suite with what the build says, and says what their reports must show. */
final class Suites {

  /** The trials in which chance may hide what was broken. */
  private static final int CHANCES = 3;

  private Suites() {}

  static RecoverySuite begin() throws Exception {
    return new RecoverySuite(
        Long.getLong("simba.recovery.seed"),
        Path.of(System.getProperty("simba.repository")),
        new SuiteJobs(ForgetfulMain.class, UnflushedMain.class, CountingMain.class),
        new Reports(Path.of(System.getProperty("simba.recovery.reports"))),
        line -> System.err.println(LocalTime.now().truncatedTo(ChronoUnit.SECONDS) + "  " + line));
  }

  /** How often a fault is tried that is tried so often in a whole run; once at least. */
  static int repetitions(int inAWholeRun) {
    double share = Double.parseDouble(System.getProperty("simba.recovery.repetitions"));
    return Math.max(1, (int) Math.round(inAWholeRun * share));
  }

  /** What was broken on purpose shows. */
  static void assertNoticed(FaultReport report) {
    assertThat(report.negative()).isNotNull();
    assertThat(report.isEqual()).as("everything as without a fault").isFalse();
  }

  /**
   * What was broken on purpose shows in one of a few trials, where it is a matter of chance: a
   * bundle that is not run before the barrier loses nothing if it happens to be empty.
   */
  static void assertNoticedAtLeastOnce(Trial trial) throws Exception {
    FaultReport report = trial.run();
    for (int more = 1; more < CHANCES && report.isEqual(); more++) {
      report = trial.run();
    }
    assertNoticed(report);
  }

  /** A trial of a fault. */
  interface Trial {
    FaultReport run() throws Exception;
  }

  /** Nothing lost, nothing doubled, nothing different, and the hidden states equal. */
  static void assertEqual(FaultReport report) {
    assertThat(report.lost()).as("lost").isZero();
    assertThat(report.doubled()).as("doubled").isZero();
    assertThat(report.different()).as("different").isZero();
    assertThat(report.unexpected()).as("unexpected").isZero();
    assertThat(report.hiddenStates()).as("hidden states that differ").isLessThanOrEqualTo(0);
  }
}
