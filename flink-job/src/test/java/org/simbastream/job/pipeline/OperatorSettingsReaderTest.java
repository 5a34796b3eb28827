package org.simbastream.job.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.simbastream.job.options.SimbaConfiguration;
import org.simbastream.operators.load.AdaptiveKeep;

/** Options reach the operator. */
class OperatorSettingsReaderTest {

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

  private static AdaptiveKeep adaptiveKeep(Map<String, String> options) {
    return OperatorSettingsReader.read(SimbaConfiguration.of(options)).adaptiveKeep();
  }
}
