package org.simbastream.e2e;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.simbastream.e2e.fault.CheckpointStorageFaults;
import org.simbastream.e2e.fault.TaskManagerKills;
import org.simbastream.e2e.fault.TaskManagerKills.Moment;
import org.simbastream.e2e.suite.Variant;

/**
 * TaskManagers killed, with a disk that works and with one that does not; half an hour and more.
 */
class FullTaskManagerIT extends FullRecovery {

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
      Suites.Trial kills = () -> TaskManagerKills.run(suite, moment, 1, 2, input, variant);
      if (variant == Variant.UNFLUSHED) {
        Suites.assertNoticedAtLeastOnce(kills);
      } else {
        Suites.assertNoticed(kills.run());
      }
    }
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
}
