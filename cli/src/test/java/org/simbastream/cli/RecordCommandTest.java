package org.simbastream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class RecordCommandTest {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void listsEveryKindWithItsSentence() {
    assertThat(run("record", "--list")).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("  broker-stopped: The Kafka broker is stopped")
        .contains("  clock-jump: ");
  }

  @Test
  void namesTheKindsInItsHelp() {
    assertThat(run("record", "--help")).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8)).contains("Kinds of faults:", "clock-jump: ");
  }

  @Test
  void saysWhatIsWrongWithAnOptionBeforeItStartsAnything() {
    assertThat(run("record")).isEqualTo(1);
    assertThat(run("record", "--out", "x", "--runs", "0")).isEqualTo(1);
    assertThat(run("record", "--out", "x", "--minutes", "0.1")).isEqualTo(1);
    assertThat(run("record", "--out", "x", "--fault", "earthquake")).isEqualTo(1);
    assertThat(err.toString(StandardCharsets.UTF_8).lines())
        .satisfiesExactly(
            line -> assertThat(line).contains("--out is missing"),
            line -> assertThat(line).contains("--runs is 0"),
            line -> assertThat(line).contains("--minutes is 0.1"),
            line -> assertThat(line).contains("--fault is 'earthquake'", "poison-record"));
  }

  private int run(String... args) {
    return SimbaCommand.execute(
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8),
        args);
  }
}
