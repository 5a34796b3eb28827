package org.simbastream.dashboard.highway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.simbastream.dashboard.highway.Highways.Stop;
import org.simbastream.dashboard.highway.Highways.Token;
import org.simbastream.model.mamba.ChunkResult;
import org.simbastream.model.mamba.OpCounts;

class HighwayReaderTest {

  private static final String[] TEXTS = {"disk", " full", " on", "\n"};

  /** Four tokens, three layers: two climb to the second, the last one to the top. */
  private final ChunkResult result =
      new ChunkResult(
          new int[][] {{0, 1, 2, 3}, {1, 3}, {3}},
          new int[] {1, 2, 1, 3},
          null,
          null,
          null,
          new float[][] {{0.2f, 0.9f, 0.4f, 0.1f}, {0.5f, 0.7f}, {0.3f}},
          null,
          OpCounts.none(3));

  private final List<Token> tokens =
      new HighwayReader(3).tokens(result, new int[] {7, 8, 9, 1}, TEXTS, 2);

  @Test
  void eachTokenHasItsImpactAtEveryLayerThatSawIt() {
    assertThat(tokens).extracting(Token::depth).containsExactly(1, 2, 1, 3);
    assertThat(tokens.get(1).impact()).containsExactly(0.9f, 0.5f);
    assertThat(tokens.get(3).impact()).containsExactly(0.1f, 0.7f, 0.3f);
    assertThat(tokens.get(2).text()).isEqualTo(" on");
    assertThat(tokens.get(2).chunk()).isEqualTo(2);
  }

  @Test
  void whyATokenStoppedIsItsImpactBesideTheLeastOfThoseThatClimbed() {
    assertThat(tokens.get(0).stop()).isEqualTo(new Stop(0.2f, 0.9f, 4, 2));
    assertThat(tokens.get(2).stop()).isEqualTo(new Stop(0.4f, 0.9f, 4, 2));
  }

  @Test
  void theLastTokenIsNoMeasureBecauseItAlwaysClimbs() {
    assertThat(tokens.get(1).stop()).isEqualTo(new Stop(0.5f, null, 2, 1));
    assertThat(tokens.get(3).stop()).isNull();
  }
}
