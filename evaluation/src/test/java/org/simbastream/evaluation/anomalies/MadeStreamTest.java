package org.simbastream.evaluation.anomalies;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Streams of systems that do not exist. */
class MadeStreamTest {

  @ParameterizedTest
  @EnumSource
  void someLinesDeviateAndNoneBeforeTheWarmUpEnds(Anomaly anomaly) {
    LabelledStream stream = MadeStream.of(anomaly, 7, MadeStream.LINES);
    long odd = IntStream.range(0, stream.odd().length).filter(i -> stream.odd()[i]).count();

    assertThat(stream.lines()).hasSizeGreaterThanOrEqualTo(MadeStream.LINES);
    assertThat(stream.odd()).hasSameSizeAs(stream.lines());
    assertThat(odd).isBetween(1L, stream.lines().size() / 4L);
    assertThat(IntStream.range(0, LabelledStream.WARM_UP).noneMatch(i -> stream.odd()[i])).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void aSeedGivesTheSameStreamAndAnotherSeedAnother(Anomaly anomaly) {
    LabelledStream stream = MadeStream.of(anomaly, 7, 400);
    assertThat(MadeStream.of(anomaly, 7, 400).lines()).isEqualTo(stream.lines());
    assertThat(MadeStream.of(anomaly, 8, 400).lines()).isNotEqualTo(stream.lines());
  }

  @Test
  void aShortStreamHasALineThatDeviatesToo() {
    boolean[] odd = MadeStream.of(Anomaly.LEVEL, 1, MadeStream.lines(true)).oddAfterWarmUp();
    assertThat(IntStream.range(0, odd.length).anyMatch(i -> odd[i])).isTrue();
  }

  @Test
  void inAnOrderThatDeviatesTheSecondStepIsMissing() {
    LabelledStream stream = MadeStream.of(Anomaly.ORDER, 7, MadeStream.LINES);
    for (int i = 0; i < stream.odd().length; i++) {
      if (stream.odd()[i]) {
        String job = stream.lines().get(i).replaceAll(".* (job \\d+) finished", "$1");
        assertThat(stream.lines()).noneMatch(line -> line.endsWith(job + " started"));
      }
    }
  }
}
