package org.simbastream.evaluation.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.simbastream.evaluation.MissingDataException;

/** Logs of training as curves are made of them. */
class TrainingLogTest {

  @TempDir private Path folder;

  @Test
  void runsThatFollowEachOtherAreCountedOn() throws IOException {
    TrainingLog log =
        TrainingLog.read(
            file(
                "{\"tokens\": 100, \"nats\": 7.0}\n"
                    + "{\"tokens\": 200, \"bitsPerByte\": {\"seen\": 2.5}}\n"
                    + "{\"tokens\": 50, \"nats\": 6.0}\n"
                    + "{\"tokens\": 150, \"bitsPerByte\": {\"seen\": 2.0}}\n"));
    assertThat(log.points())
        .containsExactly(
            new TrainingLog.Point(200, Map.of("seen", 2.5)),
            new TrainingLog.Point(350, Map.of("seen", 2.0)));
  }

  @Test
  void whatIsNoLogIsRefusedWithItsLine() throws IOException {
    for (String line : new String[] {"[]", "{\"steps\": 3}", "tokens: 3", "{\"tokens\": \"3\"}"}) {
      Path file = file(line);
      assertThatExceptionOfType(MissingDataException.class)
          .isThrownBy(() -> TrainingLog.read(file))
          .withMessageContaining(file.toString())
          .withMessageContaining(line);
    }
  }

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("log.jsonl"), text);
  }
}
