package org.simbastream.model.simba;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Two rankings share the budget, whatever the budget is. */
class SplitBudgetTest {

  private static final float[] NEAR = {1, 2, 3, 4, 5, 6, 0};
  private static final float[] FAR = {6, 5, 4, 3, 2, 1, 0};

  @Test
  void halvesTakeTheBestOfEitherRankingInTurn() {
    assertThat(kept(0.5, 3)).containsExactly(0, 5, 6);
    assertThat(kept(0.5, 5)).containsExactly(0, 1, 4, 5, 6);
  }

  @Test
  void shareDividesTheBudget() {
    assertThat(kept(0.75, 5)).containsExactly(0, 3, 4, 5, 6);
    assertThat(kept(0.25, 5)).containsExactly(0, 1, 2, 5, 6);
  }

  @Test
  void allOfTheBudgetForOneRankingIsThatRankingAlone() {
    assertThat(kept(1, 4)).containsExactly(3, 4, 5, 6);
    assertThat(kept(0, 4)).containsExactly(0, 1, 2, 6);
  }

  @Test
  void tokenThatBothRankingsNameCostsOnePlace() {
    float[] scores = new float[4];
    SplitBudget.merge(new float[] {3, 2, 1, 0}, new float[] {3, 1, 2, 0}, 0.5, scores);
    assertThat(scores).containsExactly(4, 2, 3, 1);
  }

  @Test
  void everyTokenHasARankOfItsOwn() {
    float[] scores = new float[7];
    SplitBudget.merge(NEAR, new float[] {Float.NaN, 0, 0, 0, 0, 0, 0}, 0.3, scores);
    assertThat(scores).containsExactlyInAnyOrder(1, 2, 3, 4, 5, 6, 7);
  }

  private static int[] kept(double nearShare, int count) {
    float[] scores = new float[NEAR.length];
    SplitBudget.merge(NEAR, FAR, nearShare, scores);
    return TokenSelector.select(IntStream.range(0, NEAR.length).toArray(), scores, count);
  }
}
