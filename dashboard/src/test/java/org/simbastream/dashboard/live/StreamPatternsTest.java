package org.simbastream.dashboard.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class StreamPatternsTest {

  private final StreamPatterns patterns = new StreamPatterns(3);

  @Test
  void thoseThatChangedComeFirstThenTheMostFrequent() {
    take(0, "a", 5, "none");
    take(0, "b", 50, "none");
    take(10, "a", 0, "gone");
    take(10, "b", 40, "none");
    take(10, "c", 7, "new");
    PatternsView view = patterns.view();
    assertThat(view.starts()).containsExactly(0L, 10L);
    assertThat(view.patterns()).extracting(PatternsView.Pattern::id).containsExactly("c", "a", "b");
    assertThat(view.patterns())
        .extracting(PatternsView.Pattern::counts)
        .containsExactly(List.of(0, 7), List.of(5, 0), List.of(50, 40));
    assertThat(view.patterns().get(1).changedAt()).isEqualTo(10);
    assertThat(view.patterns().get(2).total()).isEqualTo(90);
  }

  @Test
  void inTheFirstWindowOfAStreamNothingIsNews() {
    take(0, "a", 5, "new");
    take(0, "b", 6, "new");
    take(0, "other", 1, "none");
    assertThat(patterns.view().patterns())
        .extracting(PatternsView.Pattern::change)
        .containsOnly("none");
    take(10, "a", 50, "up");
    assertThat(patterns.view().patterns())
        .extracting(PatternsView.Pattern::change)
        .containsExactly("up", "none", "none");
    take(-10, "a", 5, "none");
    assertThat(patterns.view().patterns())
        .as("it was not the first")
        .extracting(PatternsView.Pattern::change)
        .containsExactly("up", "new", "none");
  }

  @Test
  void aWindowThatComesLateStandsInItsPlace() {
    take(20, "a", 3, "none");
    take(0, "a", 1, "none");
    take(10, "a", 2, "none");
    assertThat(patterns.view().starts()).containsExactly(0L, 10L, 20L);
    assertThat(patterns.view().patterns().get(0).counts()).containsExactly(1, 2, 3);
    assertThat(patterns.view().patterns().get(0).text()).isEqualTo("a in 20");
  }

  @Test
  void onlyTheLatestWindowsAreKept() {
    take(0, "once", 9, "new");
    for (int i = 1; i <= StreamPatterns.WINDOWS; i++) {
      take(10L * i, "a", i, i == 2 ? "up" : "none");
    }
    take(0, "too late", 9, "new");
    PatternsView view = patterns.view();
    assertThat(view.starts()).hasSize(StreamPatterns.WINDOWS).startsWith(10L);
    assertThat(view.patterns()).extracting(PatternsView.Pattern::id).containsExactly("a");
    assertThat(view.patterns().get(0).counts()).startsWith(1, 2, 3);
    assertThat(view.patterns().get(0).change()).isEqualTo("up");
    take(400, "a", 1, "none");
    take(410, "a", 1, "none");
    assertThat(patterns.view().patterns().get(0).change()).as("that window went").isEqualTo("none");
  }

  @Test
  void ofTooManyTheOneThatCameLastTheLongestAgoIsDropped() {
    take(0, "a", 90, "none");
    take(10, "b", 1, "none");
    take(10, "c", 2, "none");
    take(10, "d", 3, "none");
    assertThat(patterns.view().patterns())
        .extracting(PatternsView.Pattern::id)
        .containsExactly("d", "c", "b");
    take(10, "e", 4, "none");
    assertThat(patterns.view().patterns())
        .extracting(PatternsView.Pattern::id)
        .containsExactly("e", "d", "c");
  }

  private void take(long start, String id, long count, String change) {
    patterns.take(
        new PatternCount(start, id, id + " in " + start, count, change, 2.5, "an example"));
  }
}
