package org.simbastream.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.simbastream.e2e.fault.WarmSpareTimes;
import org.simbastream.e2e.report.FaultReport;

/** How long it takes until a job runs again, with the machine to itself. */
class FullTimesIT extends FullRecovery {

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void timeAfterATaskManagersDeath(boolean spare) throws Exception {
    WarmSpareTimes.Times times =
        WarmSpareTimes.run(suite, spare, Suites.repetitions(5), suite.plainInput(LINES, 0));
    FaultReport report = times.report();
    Suites.assertEqual(report);
    assertThat(report.recoveries()).allSatisfy(r -> assertThat(r.processesMs()).isPositive());
  }
}
