package org.simbastream.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.simbastream.e2e.fault.Soak;
import org.simbastream.e2e.suite.RecoverySuite;

/** Two hours, or as long as the build says. */
@Tag("long")
@EnabledIfSystemProperty(named = "simba.recovery.soak", matches = "P.+")
class SoakIT {

  @Test
  void hoursOfKillsLoseNothingAndMemoryStaysFlat() throws Exception {
    Duration duration = Duration.parse(System.getProperty("simba.recovery.soak"));
    try (RecoverySuite suite = Suites.begin()) {
      Soak.Seen seen = Soak.run(suite, duration);
      Suites.assertEqual(seen.report());
      List<Soak.Sample> samples = seen.samples();
      assertThat(samples).hasSizeGreaterThanOrEqualTo(4);
      assertFlat(samples, s -> s.footprint().heapMb(), 1.15);
      assertFlat(samples, s -> s.footprint().directMb(), 1.15);
      assertFlat(samples, s -> s.footprint().metaspaceMb(), 1.1);
      assertFlat(samples, s -> s.footprint().residentMb(), 1.15);
      assertFlat(samples, Soak.Sample::checkpointMb, 1.15);
    }
  }

  /** The last half is not above the second quarter, when every stream has long had its state. */
  private static void assertFlat(
      List<Soak.Sample> samples, ToDoubleFunction<Soak.Sample> figure, double factor) {
    int size = samples.size();
    double early = mean(samples.subList(size / 4, size / 2), figure);
    double late = mean(samples.subList(size / 2, size), figure);
    assertThat(late).isLessThanOrEqualTo(early * factor);
  }

  private static double mean(List<Soak.Sample> samples, ToDoubleFunction<Soak.Sample> figure) {
    return samples.stream().mapToDouble(figure).average().orElseThrow();
  }
}
