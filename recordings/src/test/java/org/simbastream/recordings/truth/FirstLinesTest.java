package org.simbastream.recordings.truth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FirstLinesTest {

  private static final LogPositions INJECTED =
      new LogPositions(Instant.EPOCH, Map.of("broker", 2, "taskmanager-1", 1));
  private static final LogPositions RECOVERED =
      new LogPositions(
          Instant.EPOCH.plusSeconds(9),
          Map.of("broker", 5, "taskmanager-1", 1, "taskmanager-2", 1));

  private final FirstLines logs =
      new FirstLines(
          Map.of(
              "broker",
                  List.of(
                      "[2026-11-24 00:06:02,899] INFO started",
                      "[2026-11-24 00:06:03,000] ERROR failed, before the fault",
                      "[2026-11-24 00:06:04,000] INFO goes on",
                      "[2026-11-24 00:06:05,000] ERROR failed",
                      "\tat a.stack.Trace",
                      "[2026-11-24 00:06:06,000] ERROR failed again"),
              "taskmanager-1", List.of("2026-11-24 00:06:02,000 INFO x"),
              "taskmanager-2", List.of("failed without a time")));

  @Test
  void findsTheFirstMatchAfterTheInjectionAndCountsLinesFromOne() {
    assertThat(logs.find(List.of(LogSignature.certain("broker", "fail(ed)")), INJECTED, RECOVERED))
        .containsExactly(
            new ShownLine(
                "broker.log",
                4,
                "2026-11-24T00:06:05.000Z",
                "[2026-11-24 00:06:05,000] ERROR failed",
                "fail(ed)"));
  }

  @Test
  void looksNoFurtherThanTheRecovery() {
    assertThat(logs.find(List.of(LogSignature.possible("broker", "again")), INJECTED, RECOVERED))
        .isEmpty();
  }

  @Test
  void givesALineWithoutATimeThatOfTheLineBefore() {
    assertThat(logs.find(List.of(LogSignature.certain("broker", "stack")), INJECTED, RECOVERED))
        .singleElement()
        .satisfies(
            line -> {
              assertThat(line.line()).isEqualTo(5);
              assertThat(line.time()).isEqualTo("2026-11-24T00:06:05.000Z");
            });
  }

  @Test
  void looksIntoEveryLogWhoseNameBeginsLikeTheSignsProcess() {
    assertThat(
            logs.find(
                List.of(LogSignature.certain("taskmanager-*", "failed")), INJECTED, RECOVERED))
        .containsExactly(
            new ShownLine("taskmanager-2.log", 1, "", "failed without a time", "failed"));
  }

  @Test
  void leavesOutAPossibleSignThatIsNowhereAndRefusesACertainOne() {
    assertThat(logs.find(List.of(LogSignature.possible("broker", "started")), INJECTED, RECOVERED))
        .isEmpty();
    assertThatThrownBy(
            () ->
                logs.find(List.of(LogSignature.certain("broker", "started")), INJECTED, RECOVERED))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("broker")
        .hasMessageContaining("'started'");
  }

  @Test
  void namesTheLastLineBeforeTheInjection() {
    assertThat(logs.lastBefore("broker", INJECTED))
        .singleElement()
        .satisfies(line -> assertThat(line.line()).isEqualTo(2));
    assertThat(logs.lastBefore("taskmanager-2", INJECTED)).isEmpty();
  }
}
