package org.simbastream.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.simbastream.e2e.fault.BrokerFaults;
import org.simbastream.e2e.fault.Footprint;
import org.simbastream.e2e.fault.JobManagerKills;
import org.simbastream.e2e.fault.PartitionsAdded;
import org.simbastream.e2e.fault.Rescaling;
import org.simbastream.e2e.fault.Resubmissions;
import org.simbastream.e2e.load.TestInput;
import org.simbastream.e2e.suite.Variant;

/** What happens to the other processes and to the whole cluster; half an hour and more. */
class FullClusterIT extends FullRecovery {

  @Test
  void fault2JobManagerKilledAndTheJobResubmitted() throws Exception {
    int kills = Suites.repetitions(KILLS_A_TRIAL);
    Suites.assertEqual(JobManagerKills.resubmitted(suite, kills, input, Variant.PRODUCT));
  }

  @Test
  void fault2JobManagerKilledWithZooKeeper() throws Exception {
    int kills = Suites.repetitions(KILLS_A_TRIAL);
    Suites.assertEqual(JobManagerKills.highlyAvailable(suite, kills, input, Variant.PRODUCT));
  }

  @Test
  void fault2BrokenRecoveriesShow() throws Exception {
    Suites.assertNoticed(JobManagerKills.resubmitted(suite, 1, input, Variant.FORGETFUL));
    Suites.assertNoticedAtLeastOnce(
        () -> JobManagerKills.resubmitted(suite, 2, input, Variant.UNFLUSHED));
    Suites.assertNoticed(JobManagerKills.highlyAvailable(suite, 1, input, Variant.FORGETFUL));
  }

  @Test
  void fault3BrokerKilled() throws Exception {
    int kills = Suites.repetitions(3);
    Suites.assertEqual(BrokerFaults.shortOutage(suite, kills, input));
    Suites.assertEqual(BrokerFaults.longOutage(suite, kills, input, Variant.PRODUCT));
    Suites.assertNoticed(BrokerFaults.longOutage(suite, 1, input, Variant.FORGETFUL));
  }

  @Test
  void fault3TransactionsTimeOut() throws Exception {
    int freezes = Suites.repetitions(3);
    Suites.assertEqual(BrokerFaults.transactionTimeout(suite, freezes, input, Variant.PRODUCT));
    Suites.assertNoticed(BrokerFaults.transactionTimeout(suite, 1, input, Variant.FORGETFUL));
  }

  @Test
  void fault3PartitionsAdded() throws Exception {
    Suites.assertEqual(PartitionsAdded.run(suite, LINES_FOR_FEW_FAULTS, Variant.PRODUCT));
    Suites.assertNoticed(PartitionsAdded.run(suite, LINES_FOR_FEW_FAULTS, Variant.FORGETFUL));
    Suites.assertNoticed(PartitionsAdded.withoutDiscovery(suite, LINES_FOR_FEW_FAULTS));
  }

  @ParameterizedTest
  @CsvSource({
    "hashmap, canonical",
    "hashmap, native",
    "rocksdb, canonical",
    "rocksdb, native",
    "forst, native"
  })
  void fault5Rescaled(String backend, String format) throws Exception {
    TestInput shorter = suite.input(LINES_FOR_FEW_FAULTS);
    Suites.assertEqual(
        Rescaling.run(suite, Rescaling.ALL, backend, format, shorter, Variant.PRODUCT));
    Suites.assertNoticed(
        Rescaling.run(suite, Rescaling.ALL, backend, format, shorter, Variant.FORGETFUL));
  }

  @Test
  void fault5MovedBetweenBackends() throws Exception {
    TestInput shorter = suite.input(LINES_FOR_FEW_FAULTS);
    Suites.assertEqual(Rescaling.moving(suite, shorter, Variant.PRODUCT));
    Suites.assertNoticed(Rescaling.moving(suite, shorter, Variant.FORGETFUL));
  }

  @Test
  void fault6ResubmittedInOneTaskManager() throws Exception {
    Resubmissions.Seen seen =
        Resubmissions.run(suite, Suites.repetitions(10), suite.input(LINES_FOR_FEW_FAULTS));
    Suites.assertEqual(seen.report());
    List<Footprint> footprints = seen.footprints();
    // the second has what the first left to be loaded; from there on nothing may grow
    Footprint early = footprints.get(1);
    Footprint late = footprints.get(footprints.size() - 1);
    assertThat(late.threads()).isLessThanOrEqualTo(early.threads() + 5);
    assertThat(late.classes()).isLessThanOrEqualTo(early.classes() * 1.05);
    assertThat(late.metaspaceMb()).isLessThanOrEqualTo(early.metaspaceMb() * 1.1);
    assertThat(late.directMb()).isLessThanOrEqualTo(early.directMb() + 8);
    assertThat(late.residentMb()).isLessThanOrEqualTo(early.residentMb() * 1.15);
  }

  @Test
  void fault6DjlInTheJobsJarOnlyShows() throws Exception {
    assertThat(Resubmissions.withoutDjlInLib(suite, suite.input(LINES_FOR_FEW_FAULTS)))
        .as("why the second submission fails")
        .contains("already loaded in another classloader");
  }
}
