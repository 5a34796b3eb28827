package org.simbastream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import org.apache.flink.configuration.ConfigOption;
import org.junit.jupiter.api.Test;
import org.simbastream.job.options.SimbaOptions;

/** {@code simba run} and {@code simba demo} before anything is started. */
class JobCommandsTest {

  @Test
  void helpShowsEveryOption() throws IllegalAccessException {
    String run = CommandRun.of("run", "--help").out();
    String demo = CommandRun.of("demo", "--help").out();
    for (Field field : SimbaOptions.class.getFields()) {
      if (field.get(null) instanceof ConfigOption<?> option) {
        assertThat(run).contains(option.key());
        assertThat(demo).contains(option.key());
      }
    }
  }

  @Test
  void aWrongModelOrOptionFailsBeforeAnythingStartsAndNamesBoth() {
    CommandRun model =
        CommandRun.of(
            "run",
            "-Dsimba.kafka.bootstrap-servers=localhost:1",
            "-Dsimba.input.topics=logs",
            "-Dsimba.model=no-such-model");
    assertThat(model.exitCode()).isEqualTo(1);
    assertThat(model.err()).contains("simba.model is 'no-such-model'").doesNotContain("\tat ");

    CommandRun option = CommandRun.of("run", "-Dsimba.chunk.token=5");
    assertThat(option.exitCode()).isEqualTo(1);
    assertThat(option.err()).contains("simba.chunk.token").contains("simba.chunk.tokens");

    CommandRun input = CommandRun.of("demo", "--once", "--input", "no-such-folder");
    assertThat(input.exitCode()).isEqualTo(1);
    assertThat(input.err()).contains("no-such-folder").doesNotContain("\tat ");
  }

  @Test
  void helpSaysWhereOptionsAreListedAndHowToGoOn() {
    assertThat(CommandRun.of("run", "--help").out()).contains("--resume");
    for (String command : new String[] {"run", "demo", "replay"}) {
      assertThat(CommandRun.of(command, "--help").out())
          .doesNotContain("(below)")
          .containsPattern("simba run --help\\s+lists");
    }
  }

  @Test
  void withoutACommandTheUsageIsShown() {
    assertThat(CommandRun.of().exitCode()).isEqualTo(2);
    assertThat(CommandRun.of("--help").out()).contains("demo").contains("score").contains("trace");
  }
}
