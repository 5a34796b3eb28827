package org.simbastream.recordings.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.simbastream.recordings.truth.LogPositions;

class ClusterLogsTest {

  private static final LogPositions NONE = new LogPositions(Instant.now(), Map.of());

  @TempDir Path target;

  private ClusterFolder folder;
  private ClusterLogs logs;

  @BeforeEach
  void makeFolder() throws Exception {
    folder = ClusterFolder.create();
    logs = new ClusterLogs(folder, Set.of("broker"));
  }

  @AfterEach
  void deleteFolder() {
    folder.processes().delete();
    assertThat(folder.processes().root()).doesNotExist();
  }

  @Test
  void countsALineOnlyWhenItIsWhole() throws Exception {
    assertThat(logs.marks().before("broker")).isZero();
    Files.writeString(folder.processes().log("broker"), "one\ntwo\nthr");
    assertThat(logs.marks().before("broker")).isEqualTo(2);
    assertThat(logs.read().get("broker")).containsExactly("one", "two");
  }

  @Test
  void copiesALogUpToTheMarks() throws Exception {
    Files.writeString(folder.processes().log("broker"), "one\n");
    LogPositions end = logs.marks();
    Files.writeString(folder.processes().log("broker"), "one\ntwo\n");
    logs.copy(target, end);
    assertThat(target.resolve("broker.log")).hasContent("one\n");
  }

  @Test
  void isCalmSinceTheStartUnlessThereIsTroubleInBothLayouts() throws Exception {
    Files.writeString(
        folder.processes().log("broker"), "2026-11-24 00:06:02,899 INFO  an ERROR is told of\n");
    assertThat(logs.awaitCalm(NONE, Duration.ZERO, Duration.ofSeconds(10))).isEqualTo(NONE);
    for (String trouble :
        new String[] {"2026-11-24 00:06:03,899 WARN  x\n", "[2026-11-24 00:06:03,899] ERROR x\n"}) {
      Files.writeString(folder.processes().log("broker"), trouble);
      assertThat(logs.awaitCalm(NONE, Duration.ZERO, Duration.ofSeconds(10)).before("broker"))
          .isEqualTo(1);
    }
  }

  @Test
  void saysWhatItWaitedForInVain() throws Exception {
    Files.writeString(folder.processes().log("broker"), "started\nended\n");
    assertThatThrownBy(() -> logs.await("broker", "started", logs.marks(), Duration.ofMillis(300)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("'started'")
        .hasMessageContaining("ended");
  }
}
