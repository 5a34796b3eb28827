package org.simbastream.e2e.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.simbastream.e2e.load.Generator;

/** Two streams; before the fault each record comes at most 100 ms after it was written. */
class RecoveriesTest {

  private final List<OutputRecord> arrived = new ArrayList<>();
  private final Map<String, Long> writtenAt = new HashMap<>();

  @Test
  void aRecoveryEndsWithTheFirstRecordOfTheRestoredJobAndTheBacklogWithItsSlowestStream() {
    arrives("host-0", 1_000, 1_100);
    arrives("host-1", 1_000, 1_050);
    // the fault comes at 2000, the job is restored at 5000
    arrives("host-0", 1_990, 2_010); // what was on its way
    arrives("host-0", 2_100, 6_000);
    arrives("host-1", 6_400, 6_500);
    arrives("host-0", 6_900, 6_990);
    List<Recovery> recoveries =
        Recoveries.of(arrived, writtenAt, 0, List.of(new Recoveries.Moment(2_000, 5_000)));
    assertThat(recoveries).containsExactly(new Recovery(2_000, 4_000, 4_990));
  }

  @Test
  void aBacklogThatLastsUntilTheNextFaultIsNotSeenToBeGone() {
    arrives("host-0", 1_000, 1_100);
    arrives("host-0", 2_100, 6_000);
    arrives("host-0", 9_900, 9_950);
    List<Recovery> recoveries =
        Recoveries.of(
            arrived,
            writtenAt,
            0,
            List.of(new Recoveries.Moment(2_000, 5_000), new Recoveries.Moment(7_000, 9_000)));
    assertThat(recoveries.get(0)).isEqualTo(new Recovery(2_000, 4_000, -1));
    assertThat(recoveries.get(1)).isEqualTo(new Recovery(7_000, 2_950, 2_950));
  }

  @Test
  void whatWasWrittenBeforeThePaceWasSteadyTellsNothing() {
    arrives("host-0", 100, 1_900); // from the start's backlog
    arrives("host-0", 1_000, 1_100);
    arrives("host-0", 5_500, 6_000);
    arrives("host-0", 6_900, 6_990);
    List<Recovery> recoveries =
        Recoveries.of(arrived, writtenAt, 1_000, List.of(new Recoveries.Moment(2_000, 5_000)));
    assertThat(recoveries).containsExactly(new Recovery(2_000, 4_000, 4_990));
  }

  private void arrives(String key, long written, long arrival) {
    int offset = arrived.size();
    writtenAt.put(Generator.position(0, offset), written);
    arrived.add(
        new OutputRecord(
            "{\"key\":\"%s\",\"partition\":0,\"offset\":%d}".formatted(key, offset), arrival));
  }
}
