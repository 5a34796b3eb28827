package org.simbastream.model.simba;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TokenSelectorTest {

  @Test
  void greatestScoresClimbInStreamOrder() {
    assertThat(select(3, 5f, 1f, 7f, 2f, 0f)).containsExactly(0, 2, 4);
  }

  @Test
  void lastTokenIsKeptWithTheLeastScoreAndCounts() {
    assertThat(select(1, 5f, 4f, 0f)).containsExactly(2);
    assertThat(select(2, 5f, 4f, 0f)).containsExactly(0, 2);
  }

  @Test
  void lastTokensOwnGreatScoreTakesNobodysPlace() {
    assertThat(select(2, 5f, 4f, 9f)).containsExactly(0, 2);
  }

  @Test
  void tiesGoToTheLaterToken() {
    assertThat(select(3, 1f, 1f, 1f, 1f, 1f)).containsExactly(2, 3, 4);
    assertThat(select(3, 1f, 2f, 1f, 1f, 0f)).containsExactly(1, 3, 4);
    assertThat(select(3, 0f, 0f, 0f, 0f, 0f)).containsExactly(2, 3, 4);
  }

  @Test
  void whatIsNotANumberCountsAsZero() {
    assertThat(select(2, Float.NaN, 1e-30f, Float.NaN, 0f)).containsExactly(1, 3);
    assertThat(select(2, 0f, Float.NaN, 1f)).containsExactly(1, 2);
    assertThat(select(3, 0f, Float.NaN, -0f, 1f)).containsExactly(1, 2, 3);
    assertThat(select(2, Float.NaN, 0f, 1f)).containsExactly(1, 2);
  }

  @Test
  void infiniteAndSubnormalScoresKeepTheirOrder() {
    assertThat(select(2, Float.MAX_VALUE, Float.POSITIVE_INFINITY, 3f, 0f)).containsExactly(1, 3);
    assertThat(select(2, Float.MIN_VALUE, 0f, 0f)).containsExactly(0, 2);
  }

  @Test
  void nobodyIsPrunedWhereAllClimb() {
    assertThat(select(3, 0f, 1f, 2f)).containsExactly(0, 1, 2);
    assertThat(select(1, Float.NaN)).containsExactly(0);
  }

  @Test
  void indicesAreIntoThePresentTokensAndScoresBehindThemAreNotLookedAt() {
    int[] positions = {4, 9, 11};
    float[] scores = {1f, 2f, 0f, 99f};
    assertThat(TokenSelector.select(positions, scores, 2)).containsExactly(1, 2);
  }

  @Test
  void skippedTokensWithTheGreatestScoresComeBackToThosePresent() {
    float[] latest = {0.1f, 9f, 5f, 5f, 7f, 0f};
    assertThat(TokenSelector.readmit(new int[] {0, 5}, latest, 3)).containsExactly(0, 1, 5);
    assertThat(TokenSelector.readmit(new int[] {0, 5}, latest, 5)).containsExactly(0, 1, 3, 4, 5);
    assertThat(TokenSelector.readmit(new int[] {0, 5}, latest, 6))
        .containsExactly(0, 1, 2, 3, 4, 5);
  }

  private static int[] select(int count, float... scores) {
    return TokenSelector.select(IntStream.range(0, scores.length).toArray(), scores, count);
  }
}
