package org.simbastream.dashboard.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.simbastream.records.Position;

class TopScoredLinesTest {

  @Property(seed = "1", tries = 300)
  void ofAnyNumberOfTheLatestLinesTheMostTellingAreThere(
      @ForAll @Size(max = 400) List<@IntRange(max = 30) Integer> scores) {
    TopScoredLines telling = new TopScoredLines();
    List<ScoredLine> all = new ArrayList<>();
    List<ScoredLine> gone = new ArrayList<>();
    for (int score : scores) {
      ScoredLine line =
          new ScoredLine(
              all.size() + 1,
              0,
              new Position("t", 0, 0),
              "x",
              "",
              (double) score,
              1.0,
              1,
              false,
              List.of());
      all.add(line);
      gone.addAll(telling.add(line));
    }
    List<ScoredLine> kept = List.copyOf(telling.lines());
    assertThat(kept).hasSizeLessThanOrEqualTo(TopScoredLines.ROOM);
    assertThat(kept.size() + gone.size()).as("each is kept or goes").isEqualTo(all.size());
    for (int from = (int) telling.from() - 1; from < all.size(); from += 7) {
      List<Double> expected = mostTelling(all.subList(from, all.size()));
      long first = from + 1;
      assertThat(mostTelling(kept.stream().filter(line -> line.sequence() >= first).toList()))
          .isEqualTo(expected);
    }
  }

  private static List<Double> mostTelling(List<ScoredLine> lines) {
    return lines.stream()
        .map(ScoredLine::score)
        .sorted(Comparator.reverseOrder())
        .limit(TopScoredLines.MOST)
        .toList();
  }
}
