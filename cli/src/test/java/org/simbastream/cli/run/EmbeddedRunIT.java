package org.simbastream.cli.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.simbastream.job.options.SimbaConfiguration;
import org.simbastream.job.pipeline.JobKit;

/** What somebody sees who runs a job from a terminal. */
class EmbeddedRunIT {

  @TempDir private Path directory;

  @Test
  void aJobThatStartsAgainAndAgainSaysWhy() throws Exception {
    try (JobKit kit = new JobKit(directory)) {
      kit.createTopic("goes-away", Map.of());
      Map<String, String> options =
          kit.options(
              Map.of(
                  "simba.output.scored.topic", "goes-away",
                  "simba.kafka.producer.max.block.ms", "5000",
                  "simba.kafka.producer.request.timeout.ms", "1000",
                  "simba.kafka.producer.delivery.timeout.ms", "2000",
                  "simba.chunk.max-wait", "100 ms"));
      ByteArrayOutputStream said = new ByteArrayOutputStream();
      EmbeddedRun run =
          new EmbeddedRun(SimbaConfiguration.of(options), new PrintStream(said, true, UTF_8));
      CompletableFuture<Void> ended =
          CompletableFuture.runAsync(
              () -> assertThatCode(() -> run.run(false)).doesNotThrowAnyException());
      awaitSaid(said, "Reading with");
      kit.deleteTopic("goes-away");
      kit.send(0, 1_700_000_000_000L, "its score can't be written".getBytes(UTF_8));
      awaitSaid(said, "starts again");
      run.interrupt();
      ended.get(1, TimeUnit.MINUTES);

      assertThat(said.toString(UTF_8))
          .containsPattern(
              "The job failed and starts again from its last checkpoint: .*(goes-away|does not"
                  + " host)");
    }
  }

  private static void awaitSaid(ByteArrayOutputStream said, String text) throws Exception {
    long deadline = System.nanoTime() + Duration.ofMinutes(2).toNanos();
    while (!said.toString(UTF_8).contains(text) && System.nanoTime() < deadline) {
      Thread.sleep(200);
    }
  }
}
