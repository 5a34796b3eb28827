package org.simbastream.cli.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** What a run says of how far it is, and what it says of loading a model. */
class ProgressTest {

  private static final long SECOND = 1_000_000_000L;

  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private final PrintStream err = new PrintStream(said, true, UTF_8);

  @Test
  void aLineAPeriodWithRatesOfThatPeriodAndNoneWhileNothingComes() {
    AtomicReference<RunMetrics.Counts> counts =
        new AtomicReference<>(new RunMetrics.Counts(0, 0, 0, 0));
    Progress progress = new Progress(counts::get, () -> 7, err, Duration.ofSeconds(10), 5 * SECOND);

    progress.tick(20 * SECOND);
    assertThat(said.toString(UTF_8)).isEmpty();
    counts.set(new RunMetrics.Counts(1_000, 20_000, 3, 12_345));
    progress.tick(29 * SECOND);
    assertThat(said.toString(UTF_8)).as("less than ten seconds later").isEmpty();
    progress.tick(30 * SECOND);
    assertThat(said.toString(UTF_8))
        .containsOnlyOnce("1,000 records (100/s)")
        .contains("20,000 tokens (2,000/s), 3 dead letters, 7 checkpoints, 12,345 records behind");
    said.reset();
    counts.set(new RunMetrics.Counts(1_100, 20_000, 103, 0));
    progress.tick(50 * SECOND);
    assertThat(said.toString(UTF_8)).contains("1,100 records (5/s)").contains("103 dead letters");
  }

  @Test
  void onlyAModelThatIsSlowToLoadIsTold() throws InterruptedException {
    try (Loading ignored = Loading.of("quick", err::println, Duration.ofDays(1))) {
      assertThat(said.toString(UTF_8)).isEmpty();
    }
    try (Loading ignored = Loading.of("slow", err::println, Duration.ZERO)) {
      while (said.size() == 0) {
        Thread.sleep(10); // until the test's time is up
      }
    }
    assertThat(said.toString(UTF_8)).isEqualToIgnoringNewLines("simba: loading the model slow …");
  }
}
