package org.simbastream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What {@code simba replay} says before it asks a broker; the rest is in {@code ReplayIT}. */
class ReplayCommandTest {

  private static final String BROKERS = "-Dsimba.kafka.bootstrap-servers=127.0.0.1:1";

  @Test
  void withoutBrokersItSaysWhichOptionIsMissing() {
    CommandRun run = CommandRun.of("replay");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("simba.kafka.bootstrap-servers is missing; give host:port");
  }

  @Test
  void anUnknownReasonIsRefusedWithThoseThereAre() {
    CommandRun run = CommandRun.of("replay", BROKERS, "--reason", "BORED");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("BORED", "TOO_LARGE", "MALFORMED_JSON");
  }

  @Test
  void whatIsNoTimeAndNoLimitIsRefused() {
    CommandRun since = CommandRun.of("replay", BROKERS, "--since", "yesterday");
    assertThat(since.exitCode()).isEqualTo(1);
    assertThat(since.err()).contains("--since is 'yesterday'");
    CommandRun limit = CommandRun.of("replay", BROKERS, "--limit", "0");
    assertThat(limit.err()).contains("--limit is at least 1");
  }

  @Test
  void theHelpNamesEachOptionAsItIsTyped() {
    assertThat(CommandRun.of("replay", "--help").out())
        .contains("[--reason=REASON[,REASON…]]")
        .contains("[--topic=TOPIC[,TOPIC…]]")
        .contains("--from-beginning")
        .doesNotContain("…]...", "…][");
  }

  @Test
  void sendingToTheDeadLettersIsRefused() {
    CommandRun run = CommandRun.of("replay", BROKERS, "--to", "simba-dead-letters");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("--to is 'simba-dead-letters', where the dead letters are");
  }
}
