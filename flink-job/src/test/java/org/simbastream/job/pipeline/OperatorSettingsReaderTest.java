package org.simbastream.job.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.simbastream.job.options.SimbaConfiguration;
import org.simbastream.operators.settings.AdaptiveKeep;
import org.simbastream.operators.settings.OperatorSettings;
import org.simbastream.state.ModelIdentity.OnMismatch;

/** Options reach the operator. */
class OperatorSettingsReaderTest {

  @Test
  void theDefaultsAreThoseOfTheLibrary() {
    assertThat(OperatorSettingsReader.read(SimbaConfiguration.of(Map.of())))
        .isEqualTo(OperatorSettings.DEFAULT);
  }

  @Test
  void theShareKeptFollowsTheLoadOnlyWhereThatIsEnabled() {
    assertThat(adaptiveKeep(Map.of()).enabled()).isFalse();
    assertThat(
            adaptiveKeep(
                Map.of(
                    "simba.keep.adaptive.enabled", "true",
                    "simba.keep.adaptive.floor", "0.02",
                    "simba.keep.adaptive.interval", "3 s")))
        .isEqualTo(new AdaptiveKeep(true, 0.02, Duration.ofSeconds(3)));
  }

  @Test
  void whatHappensUnderAnotherModelIsAsConfigured() {
    assertThat(otherModel(Map.of()))
        .isEqualTo(new OperatorSettings.OtherModel(OnMismatch.REFUSE, 0, 2048));
    assertThat(otherModel(Map.of("simba.state.model-mismatch", "afresh")).onMismatch())
        .isEqualTo(OnMismatch.START_AFRESH);
    assertThat(
            otherModel(
                Map.of(
                    "simba.state.model-mismatch", "warm-up",
                    "simba.state.warm-up-records", "50",
                    "simba.record.max-tokens", "99")))
        .isEqualTo(new OperatorSettings.OtherModel(OnMismatch.WARM_UP, 50, 99));
    assertThat(otherModel(Map.of("simba.record.format", "tokens")).tokensGiven()).isTrue();
  }

  private static OperatorSettings.OtherModel otherModel(Map<String, String> options) {
    return OperatorSettingsReader.read(SimbaConfiguration.of(options)).otherModel();
  }

  private static AdaptiveKeep adaptiveKeep(Map<String, String> options) {
    return OperatorSettingsReader.read(SimbaConfiguration.of(options)).adaptiveKeep();
  }
}
