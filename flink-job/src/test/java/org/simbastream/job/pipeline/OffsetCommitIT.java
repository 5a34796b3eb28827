package org.simbastream.job.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.simbastream.job.options.SimbaConfiguration;

/** When the group's offsets, and with them the lag that people watch, follow what was read. */
class OffsetCommitIT {

  private static final int ROUNDS = 5;

  @TempDir private Path directory;

  /** Kafka's own reader commits when its wait for records is over, ten seconds each time. */
  @Test
  void offsetsAreCommittedWithTheNextCheckpointAlsoWhereNoMoreRecordsCome() throws Exception {
    try (JobKit kit = new JobKit(directory)) {
      SimbaConfiguration configuration = kit.configuration(Map.of());
      long begin = System.currentTimeMillis();
      try (JobKit.Running running = kit.start(configuration)) {
        kit.send(0, begin, "the first".getBytes(UTF_8));
        kit.awaitCommitted(configuration, 1);
        long from = System.nanoTime();
        for (int round = 1; round <= ROUNDS; round++) {
          kit.send(round % JobKit.PARTITIONS, begin, ("line " + round).getBytes(UTF_8));
          kit.awaitCommitted(configuration, 1 + round);
        }
        assertThat(Duration.ofNanos(System.nanoTime() - from))
            .as("for %d commits, with a checkpoint every 0.5 s", ROUNDS)
            .isLessThan(Duration.ofSeconds(30));
        assertThat(running.flink().lastFailure(running.job())).isEmpty();
      }
    }
  }
}
