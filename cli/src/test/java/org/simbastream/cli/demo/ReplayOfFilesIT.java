package org.simbastream.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.simbastream.testbed.embedded.EmbeddedKafka;
import org.simbastream.text.time.TimeRules;

/** A folder of logs while others write to it and rotate it. */
class ReplayOfFilesIT {

  @TempDir private Path directory;

  @Test
  void whatCantBeReadIsLeftOutAndSaid() throws Exception {
    Files.writeString(directory.resolve("app.log"), "one\ntwo\n");
    Path rotated = Files.writeString(directory.resolve("old.log"), "three\n");
    List<DemoInput> streams = DemoInput.of(directory.toString(), what -> {});
    Files.delete(rotated);
    List<String> notes = new ArrayList<>();
    try (EmbeddedKafka kafka = EmbeddedKafka.start()) {
      kafka.createTopic(DemoTopics.INPUT, 1);
      DemoPlayback replay = playback(streams, kafka, notes);
      replay.run();
      assertThat(replay.sent()).isEqualTo(2);
      assertThat(notes)
          .containsExactly(
              "app: its lines have no times; they count as a tenth of a second apart from now",
              "old can't be read and is left out: it is not there any more");

      Files.delete(directory.resolve("app.log"));
      assertThatThrownBy(() -> playback(streams, kafka, notes).run())
          .isInstanceOf(IOException.class)
          .hasMessage("no file of the input can be read");
    }
  }

  private static DemoPlayback playback(
      List<DemoInput> streams, EmbeddedKafka kafka, List<String> notes) {
    return new DemoPlayback(streams, kafka.bootstrapServers(), TimeRules.DEFAULT, notes::add);
  }
}
