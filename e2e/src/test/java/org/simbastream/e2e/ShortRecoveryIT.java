package org.simbastream.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.simbastream.e2e.fault.Rescaling;
import org.simbastream.e2e.fault.TaskManagerKills;
import org.simbastream.e2e.fault.TaskManagerKills.Moment;
import org.simbastream.e2e.report.FaultReport;
import org.simbastream.e2e.suite.RecoverySuite;
import org.simbastream.e2e.suite.Variant;

/**
 * The short suite: a TaskManager killed, which every build runs; the same with the recovery broken,
 * and a rescale.
 */
@Timeout(900)
class ShortRecoveryIT {

  private static final int LINES = 800;

  private static RecoverySuite suite;

  @BeforeAll
  static void begin() throws Exception {
    suite = Suites.begin();
  }

  @AfterAll
  static void end() {
    suite.close();
  }

  @Test
  void aKilledTaskManagerLosesAndDoublesNothing() throws Exception {
    Suites.assertEqual(kill(Variant.PRODUCT));
  }

  @Test
  @Tag("long") // RecoveryIT of flink-job shows it in every build
  void aRecoveryThatForgetsTheHiddenStateShows() throws Exception {
    FaultReport report = kill(Variant.FORGETFUL);
    assertThat(report.lost()).isZero();
    assertThat(report.different()).isPositive();
    assertThat(report.hiddenStates()).isPositive();
  }

  @Test
  @Tag("long")
  void aRescaledJobLosesAndDoublesNothing() throws Exception {
    Suites.assertEqual(
        Rescaling.run(
            suite, List.of(1, 3), "rocksdb", "canonical", suite.input(LINES), Variant.PRODUCT));
  }

  private static FaultReport kill(Variant variant) throws Exception {
    return TaskManagerKills.run(suite, Moment.WITH_SPARE, 1, 1, suite.input(LINES), variant);
  }
}
