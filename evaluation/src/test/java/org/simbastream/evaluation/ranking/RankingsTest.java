package org.simbastream.evaluation.ranking;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What the simple rankings put first. */
class RankingsTest {

  private static final List<String> LINES =
      List.of(
          "INFO tick 1",
          "INFO tick 2",
          "WARN slow disk",
          "INFO tick 3",
          "java.io.IOException: gone");

  @Test
  void theRarestTemplateKnowsTheLinesBefore() {
    double[] scores = TemplateRanking.rarest().scores(List.of("WARN slow disk"), LINES);
    assertThat(scores[4]).isGreaterThan(scores[2]);
    assertThat(scores[2]).isGreaterThan(scores[0]);
    assertThat(TemplateRanking.mostFrequent().scores(List.of(), LINES)[0]).isEqualTo(3);
  }

  @Test
  void severityWordsAreFoundInsideWordsAndGoneOnceMasked() {
    assertThat(new SeverityWords().scores(List.of(), LINES)).containsExactly(0, 0, 1, 0, 2);
    List<String> masked = LINES.stream().map(SeverityWords::masked).toList();
    assertThat(new SeverityWords().scores(List.of(), masked)).containsOnly(0);
    assertThat(masked.get(4)).isEqualTo("java.io.IOnote: gone");
  }

  @Test
  void tfIdfPrefersRareWordsAndTextRankWhatOthersShare() {
    double[] rare = new TfIdf().scores(List.of(), LINES);
    assertThat(rare[4]).isGreaterThan(rare[0]);
    double[] central =
        new TextRank().scores(List.of(), List.of("a b c d", "a b x y", "c d z w", "q r s t"));
    assertThat(central[0]).isGreaterThan(central[1]).isGreaterThan(central[2]);
    assertThat(central[3]).isLessThan(central[1]);
  }

  @Test
  void chanceIsAlwaysTheSame() {
    LineRanking random = new RandomRanking();
    assertThat(random.scores(List.of(), LINES)).isEqualTo(random.scores(List.of(), LINES));
  }
}
