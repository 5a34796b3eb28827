package org.simbastream.evaluation.highlights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.simbastream.evaluation.ranking.SeverityWords;

/** The logs of one system are read together, and a fault that several of them show is one fault. */
class InjectedFaultsTest {

  private static final String FAULT =
      "{\"stream\": \"%s\", \"kind\": \"%s\", \"injected\": \"2026-11-29T15:28:%s+00:00\","
          + " \"lines\": [%s]}\n";

  @TempDir private Path data;

  @BeforeEach
  void writeLogs() throws IOException {
    Path logs = Files.createDirectories(data.resolve("corpus/fleet"));
    Files.writeString(logs.resolve("shop-db.log"), "2026-11-29T15:28:01Z on\n15:28:09 ERROR a\n");
    Files.writeString(
        logs.resolve("shop-web.log"), "Nov 29 15:28:02 up\nNov 29 15:28:10 b is lost\nc\n");
    Files.writeString(logs.resolve("shopping.log"), "another system\n");
    Path faults = Files.createDirectory(data.resolve("faults"));
    Files.writeString(
        faults.resolve("shop-db.jsonl"), FAULT.formatted("shop-db.log", "killed", "08", "2"));
    Files.writeString(
        faults.resolve("shop-web.jsonl"),
        FAULT.formatted("shop-web.log", "killed", "08", "2, 3")
            + FAULT.formatted("shop-web.log", "killed", "10", "3"));
  }

  @Test
  void faultOfOneKindAndTimeIsOneWithTheLinesOfAllLogs() throws IOException {
    List<InjectedFaults> systems = InjectedFaults.in(data);

    assertThat(systems).hasSize(1);
    Recording shop = systems.get(0).recording();
    assertThat(systems.get(0).streams()).containsExactly("shop-db.log", "shop-web.log");
    assertThat(shop.logs()).containsOnlyKeys("shop-db.log", "shop-web.log");
    assertThat(shop.faults())
        .containsExactly(
            new KnownFault(
                "killed",
                List.of(
                    new KnownFault.Line("shop-db.log", 1),
                    new KnownFault.Line("shop-web.log", 1),
                    new KnownFault.Line("shop-web.log", 2))),
            new KnownFault("killed", List.of(new KnownFault.Line("shop-web.log", 2))));
  }

  @Test
  void linesOfAllLogsAreRankedInOneMinuteThoughSomeTimesLackDateOrYear() throws IOException {
    Recording shop = InjectedFaults.in(data).get(0).recording();

    ShownRecording shown = new MergedLogs(shop).byRanking(new SeverityWords());

    assertThat(shown.windows().values().iterator().next())
        .singleElement()
        .extracting(ShownWindow::to)
        .isEqualTo(5);
    assertThat(shown.rank(shown.recording().faults().get(0))).isEqualTo(1);
    assertThat(shown.rank(shown.recording().faults().get(1))).isGreaterThan(1);
  }

  @Test
  void faultWhoseLogIsNotThereIsToldWithItsPath() throws IOException {
    Files.delete(data.resolve("corpus/fleet/shop-db.log"));

    assertThatIOException()
        .isThrownBy(() -> InjectedFaults.in(data))
        .withMessageContaining("shop-db.log");
  }
}
