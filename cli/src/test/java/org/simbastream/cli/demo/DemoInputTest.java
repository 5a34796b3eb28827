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

/** What of a directory a demo replays. */
class DemoInputTest {

  @TempDir private Path directory;

  @Test
  void whatIsNoTextIsLeftOutAndNamed() throws IOException {
    Files.writeString(directory.resolve("syslog"), "a line\n");
    Files.writeString(directory.resolve(".hidden"), "a line\n");
    Files.writeString(directory.resolve("truth.json"), "{}");
    Files.write(directory.resolve("syslog.1.gz"), new byte[] {0x1f, (byte) 0x8b, 8, 0});
    Files.write(directory.resolve("wtmp"), new byte[] {7, 0, 0, 0});
    Files.createDirectory(directory.resolve("journal"));
    List<String> leftOut = new ArrayList<>();

    assertThat(DemoInput.of(directory.toString(), leftOut::add))
        .extracting(DemoInput::key)
        .containsExactly("syslog");
    assertThat(leftOut)
        .singleElement()
        .asString()
        .contains("journal (a directory)")
        .contains("syslog.1.gz (compressed with gzip)")
        .contains("truth.json (not lines but JSON)")
        .contains("wtmp (binary)")
        .doesNotContain(".hidden");
    assertThatThrownBy(() -> DemoInput.of(directory.resolve("wtmp").toString(), leftOut::add))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("binary");
  }
}
