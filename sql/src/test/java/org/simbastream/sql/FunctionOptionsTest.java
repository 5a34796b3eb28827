package org.simbastream.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.simbastream.formats.mask.Mask;
import org.simbastream.formats.mask.Masks;
import org.simbastream.job.options.InvalidConfigurationException;
import org.simbastream.job.options.SimbaConfiguration;
import org.simbastream.job.options.SimbaOptions;

class FunctionOptionsTest {

  @Test
  void optionsAreTheJobsWithTheJobsDefaults() {
    SimbaConfiguration read =
        FunctionOptions.read(
            """
            simba.window.size = 10 s;
            simba.keep.last=0.2; simba.keep.criterion=split-impact
            """);

    assertThat(read.get(SimbaOptions.WINDOW_SIZE)).isEqualTo(Duration.ofSeconds(10));
    assertThat(read.get(SimbaOptions.KEEP_LAST)).isEqualTo(0.2);
    assertThat(read.get(SimbaOptions.CHUNK_TOKENS)).isEqualTo(256);
    assertThat(read.get(SimbaOptions.CHUNK_MAX_WAIT)).isZero();
    assertThat(FunctionOptions.read("simba.record.mask=email,ip").masks())
        .isEqualTo(Masks.of(Mask.EMAIL, Mask.IP));
  }

  @Test
  void noOptionsAreDefaults() {
    assertThat(FunctionOptions.read(null).get(SimbaOptions.MODEL)).isEqualTo("bundled");
    assertThat(FunctionOptions.read(" ").get(SimbaOptions.MODEL)).isEqualTo("bundled");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "simba.window.size=long|simba.window.size is 'long'|duration",
        "simba.keep.last=2|simba.keep.last is '2.0'|at most 1",
        "simba.window.sise=1 min|simba.window.sise is not an option|did you mean simba.window.size",
        "simba.window.size|'simba.window.size' is not an option|write name=value",
        "simba.keep.last=1; simba.keep.last=0.5|simba.keep.last is given twice|once",
        "simba.chunk.max-wait=1 s|simba.chunk.max-wait is '1 s', but|has no processing-time timers",
        "simba.bundle.tokens=1|simba.bundle.tokens is '1', but|one stream at a time",
        "simba.keep.adaptive.enabled=true|simba.keep.adaptive.enabled is 'true', but|load",
        "simba.input.topics=a|simba.input.topics is 'a', but|the table",
        "simba.record.max-bites=1 mb|simba.record.max-bites is not an"
            + " option|simba.record.max-bytes",
        "simba.record.format=json|simba.record.format is 'json', but|format and columns",
        "parallelism.default=2|parallelism.default is not an option of a function|SET"
      })
  void whatCantBeSetIsSaidWithItsValueAndTheRemedy(String options, String what, String remedy) {
    assertThatThrownBy(() -> FunctionOptions.read(options))
        .isInstanceOf(InvalidConfigurationException.class)
        .hasMessageContaining(what)
        .hasMessageContaining(remedy);
  }

  @Test
  void whatMayBeSecretIsNotSaid() {
    assertThatThrownBy(
            () -> FunctionOptions.read("simba.kafka.properties.ssl.key.password=open-sesame"))
        .hasMessageContaining("simba.kafka.properties.ssl.key.password is given, but")
        .hasMessageNotContaining("sesame");
    assertThatThrownBy(
            () ->
                FunctionOptions.read(
                    "simba.record.mask=ip; simba.record.mask.key-secret=open-sesame-open"))
        .hasMessageContaining("simba.record.mask.key-secret is given, but")
        .hasMessageNotContaining("sesame");
  }
}
