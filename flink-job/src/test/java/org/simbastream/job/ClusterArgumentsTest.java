package org.simbastream.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class ClusterArgumentsTest {

  @Test
  void takesWhatRunTakes() {
    ClusterArguments arguments =
        ClusterArguments.parse(new String[] {"run", "--config", "job.yaml", "-Da=b c"});
    assertThat(arguments.config()).hasToString("job.yaml");
    assertThat(arguments.overrides()).containsEntry("a", "b c");
    arguments = ClusterArguments.parse(new String[] {"--config=x.yaml", "-D", "a.b=c=d", "-De"});
    assertThat(arguments.config()).hasToString("x.yaml");
    assertThat(arguments.overrides()).containsEntry("a.b", "c=d").containsEntry("e", "");
    assertThat(ClusterArguments.parse(new String[0]).config()).isNull();
  }

  @Test
  void whatOnlyTheCommandLineCanDoIsNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ClusterArguments.parse(new String[] {"score"}))
        .withMessageContaining("'score' can't be run on a cluster");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ClusterArguments.parse(new String[] {"run", "--config"}))
        .withMessageContaining("no value after --config");
  }

  @Test
  void thePiecesOfAPasswordThatWasNotQuotedAreNotRepeated() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                ClusterArguments.parse(
                    new String[] {
                      "run",
                      "-Dsimba.kafka.properties.sasl.jaas.config=x",
                      "required",
                      "username=u",
                      "password=hunter2;"
                    }))
        .withMessageContaining("3 arguments can't be understood")
        .withMessageContaining("quotes")
        .withMessageNotContaining("hunter2");
  }
}
