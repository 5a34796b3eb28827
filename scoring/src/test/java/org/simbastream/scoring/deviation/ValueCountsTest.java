package org.simbastream.scoring.deviation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ValueCountsTest {

  private final Random random = new Random(1);
  private ValueCounts counts = ValueCounts.NONE;

  @Test
  void aValueThatIsRareAmongFewIsRareAgainAndAgain() {
    for (int i = 0; i < 600; i++) {
      counts = counts.plus(random.nextInt(10) < 8 ? "200" : "304");
    }
    assertThat(counts.rarity("200")).isZero();
    assertThat(counts.rarity("304")).isBetween(0.5, 1.5);
    assertThat(counts.rarity("500")).isGreaterThan(5);
    counts = counts.plus("500").plus("200").plus("500");
    assertThat(counts.rarity("500")).isGreaterThan(4);
  }

  @Test
  void whereEveryValueIsAnotherOneNoneIsRare() {
    for (int i = 0; i < 600; i++) {
      String value = Integer.toString(random.nextInt(100_000));
      assertThat(counts.rarity(value)).isLessThan(0.8);
      counts = counts.plus(value);
    }
  }

  @Test
  void countsAreBoundedAndGoOn() {
    for (int i = 0; i < 200_000; i++) {
      counts = counts.plus(i % 4 == 0 ? "b" : "a");
    }
    assertThat(counts.entries()).hasSize(2);
    assertThat(counts.rarity("a")).isZero();
    assertThat(counts.rarity("b")).isBetween(0.5, 1.5);
    assertThat(ValueCounts.of(counts.entries())).isEqualTo(counts).hasSameHashCodeAs(counts);
  }
}
