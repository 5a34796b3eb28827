package org.simbastream.evaluation.summaries;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.simbastream.scoring.summary.GistRules;

/** The numbers of a gist are chosen by what people wrote of the groups that are given. */
class ChosenElsewhereTest {

  private static final List<String> LINES =
      List.of(
          "disk one full, cache lost",
          "disk one full, cache lost",
          "disk one full, cache lost",
          "link down now",
          "link down now",
          "fan stopped");

  @Test
  void theNumbersFollowWhatPeopleWrote() {
    GistRules brief = ChosenElsewhere.best(groups("disk one full link down now"));
    GistRules whole =
        ChosenElsewhere.best(groups("disk one full cache lost link down now fan stopped"));

    assertThat(brief.maxPhrases()).isEqualTo(2);
    assertThat(brief.enough()).isLessThanOrEqualTo(3);
    assertThat(whole.maxPhrases()).isGreaterThan(2);
    assertThat(whole.enough()).isGreaterThan(3);
  }

  @Test
  void theChosenNumbersAreTheBestOfAll() {
    List<SummarizedGroup> groups = groups("disk one full link down now");
    GistRules best = ChosenElsewhere.best(groups);

    assertThat(ChosenElsewhere.gist(groups.get(0), best)).isEqualTo("disk one full link down now");
    assertThat(ChosenElsewhere.gist(groups.get(0), GistRules.USUAL))
        .isEqualTo("disk one full link down now fan stopped");
  }

  @Test
  void theBaselinesAreSimple() {
    SummarizedGroup group =
        new SummarizedGroup(
            List.of("a 1 sent to /x7", "b 2 lost", "b 3 lost", "c 4 lost"), "b lost");

    assertThat(group.firstWords(3)).isEqualTo("a 1 sent");
    assertThat(Rouge.words(group.mostFrequentWithoutDigits(2)))
        .containsExactly("b", "lost", "a", "sent", "to");
  }

  private static List<SummarizedGroup> groups(String gold) {
    return List.of(new SummarizedGroup(LINES, gold));
  }
}
