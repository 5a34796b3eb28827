package org.simbastream.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.simbastream.recovery.fault.BrokerFaults;
import org.simbastream.recovery.fault.CheckpointStorageFaults;
import org.simbastream.recovery.fault.Footprint;
import org.simbastream.recovery.fault.JobManagerKills;
import org.simbastream.recovery.fault.PartitionsAdded;
import org.simbastream.recovery.fault.Rescaling;
import org.simbastream.recovery.fault.Resubmissions;
import org.simbastream.recovery.fault.TaskManagerKills;
import org.simbastream.recovery.fault.TaskManagerKills.Moment;
import org.simbastream.recovery.fault.WarmSpareTimes;
import org.simbastream.recovery.load.TestInput;
import org.simbastream.recovery.report.FaultReport;
import org.simbastream.recovery.suite.RecoverySuite;
import org.simbastream.recovery.suite.Variant;

/** The full suite: every fault, whole and broken; more than an hour. */
@Tag("long")
@TestMethodOrder(MethodOrderer.MethodName.class)
class FullRecoveryIT {

  /** So many that they last for all faults of a trial on a busy machine too. */
  private static final int LINES = 5000;

  private static final int LINES_FOR_FEW_FAULTS = 1500;
  private static final int KILLS_A_TRIAL = 5;

  private static RecoverySuite suite;
  private static TestInput input;

  @BeforeAll
  static void begin() throws Exception {
    suite = Suites.begin();
    input = suite.input(LINES);
  }

  @AfterAll
  static void end() {
    suite.close();
  }

  @ParameterizedTest
  @EnumSource(
      value = Moment.class,
      names = {"WITH_SPARE", "WITHOUT_SPARE"})
  void fault1TaskManagersKilledAtRandom(Moment moment) throws Exception {
    int trials = Suites.repetitions(4);
    Suites.assertEqual(
        TaskManagerKills.run(suite, moment, trials, KILLS_A_TRIAL, input, Variant.PRODUCT));
  }

  @ParameterizedTest
  @EnumSource(
      value = Moment.class,
      names = {"DURING_CHECKPOINT", "DURING_RECOVERY"})
  void fault1TaskManagersKilledAtBadMoments(Moment moment) throws Exception {
    int kills = Suites.repetitions(KILLS_A_TRIAL);
    Suites.assertEqual(TaskManagerKills.run(suite, moment, 1, kills, input, Variant.PRODUCT));
  }

  @ParameterizedTest
  @EnumSource(
      value = Variant.class,
      names = {"FORGETFUL", "UNFLUSHED"})
  void fault1BrokenRecoveriesShow(Variant variant) throws Exception {
    for (Moment moment : Moment.values()) {
      Suites.assertNoticed(TaskManagerKills.run(suite, moment, 1, 2, input, variant));
    }
  }

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
    Suites.assertNoticed(JobManagerKills.resubmitted(suite, 2, input, Variant.UNFLUSHED));
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
  @ValueSource(strings = {"hashmap", "rocksdb"})
  void fault4CheckpointsCannotBeWritten(String backend) throws Exception {
    int faults = Suites.repetitions(2);
    Suites.assertEqual(
        CheckpointStorageFaults.full(suite, backend, faults, input, Variant.PRODUCT));
    Suites.assertEqual(
        CheckpointStorageFaults.unwritable(suite, backend, faults, input, Variant.PRODUCT));
    Suites.assertNoticed(CheckpointStorageFaults.full(suite, backend, 1, input, Variant.FORGETFUL));
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

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void timeAfterATaskManagersDeath(boolean spare) throws Exception {
    WarmSpareTimes.Times times =
        WarmSpareTimes.run(suite, spare, Suites.repetitions(5), suite.input(LINES));
    FaultReport report = times.report();
    Suites.assertEqual(report);
    assertThat(report.recoveries()).allSatisfy(r -> assertThat(r.processesMs()).isPositive());
  }
}
