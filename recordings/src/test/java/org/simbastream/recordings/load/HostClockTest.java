package org.simbastream.recordings.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostClockTest {

  private static final long HOUR = 3_600_000;

  @TempDir Path folder;

  @Test
  void tellsTheTrueTimeWithoutAFileAndIsWrongByWhatTheFileSays() throws Exception {
    Path file = folder.resolve("host-clock");
    assertThat(new HostClock(file).currentTimeMillis() - System.currentTimeMillis())
        .isBetween(-5_000L, 0L);
    Files.writeString(file, HOUR + "\n");
    assertThat(new HostClock(file).currentTimeMillis() - System.currentTimeMillis())
        .isBetween(HOUR - 5_000, HOUR);
  }
}
