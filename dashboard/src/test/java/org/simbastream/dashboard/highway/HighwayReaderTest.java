package org.simbastream.dashboard.highway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.simbastream.dashboard.highway.Highways.Expected;
import org.simbastream.dashboard.highway.Highways.Stop;
import org.simbastream.dashboard.highway.Highways.Token;
import org.simbastream.model.mamba.ChunkResult;
import org.simbastream.model.mamba.OpCounts;
import org.simbastream.model.recall.Expectations;
import org.simbastream.model.recall.Gate;

class HighwayReaderTest {

  private static final Map<Integer, String> TEXTS =
      Map.of(7, "disk", 8, " full", 9, " on", 1, "\n", 5, " off");

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
          null,
          OpCounts.none(3));

  private final List<Token> tokens =
      new HighwayReader(3, TEXTS::get).tokens(result, new int[] {7, 8, 9, 1}, 2);

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
    assertThat(tokens).extracting(Token::expected).containsOnlyNulls();
  }

  /** The second of three tokens came as expected, the third instead of another. */
  @Test
  void whatAReaderSurelyExpectedIsSaidOfTokensThatItSkippedAndOfThoseThatCameInstead() {
    char trust = 3 << 14;
    int[] nothing = new int[3 * Gate.SOURCES];
    Expectations expectations =
        new Expectations(
            nothing,
            new byte[3 * Gate.SOURCES],
            new char[3 * Gate.SOURCES],
            new int[] {-1, 8, 5},
            new char[] {0, trust, trust},
            new int[] {0, 2});
    ChunkResult read =
        new ChunkResult(
            new int[][] {{0, 2}, {2}, {2}},
            new int[] {1, 0, 3},
            null,
            null,
            null,
            new float[][] {{0.2f, 0.9f}, {0.5f}, {0.3f}},
            null,
            expectations,
            OpCounts.none(3));
    List<Token> three = new HighwayReader(3, TEXTS::get).tokens(read, new int[] {7, 8, 9}, 0);
    assertThat(three.get(0).expected()).isNull();
    assertThat(three.get(1).depth()).isZero();
    assertThat(three.get(1).stop()).isNull();
    assertThat(three.get(1).expected()).isEqualTo(new Expected(" full", 0.75, true));
    assertThat(three.get(2).expected()).isEqualTo(new Expected(" off", 0.75, false));
  }
}
