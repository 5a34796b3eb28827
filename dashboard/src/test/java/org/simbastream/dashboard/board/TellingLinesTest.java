package org.simbastream.dashboard.board;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.simbastream.operators.record.Position;

class TellingLinesTest {

  @Property(seed = "1", tries = 300)
  void ofAnyNumberOfTheLatestLinesTheMostTellingAreThere(
      @ForAll @Size(max = 400) List<@IntRange(max = 30) Integer> scores) {
    TellingLines telling = new TellingLines();
    List<Line> all = new ArrayList<>();
    List<Line> gone = new ArrayList<>();
    for (int score : scores) {
      Line line =
          new Line(all.size() + 1, 0, new Position("t", 0, 0), "x", (double) score, 1.0, 1, false);
      all.add(line);
      gone.addAll(telling.add(line));
    }
    List<Line> kept = List.copyOf(telling.lines());
    assertThat(kept).hasSizeLessThanOrEqualTo(TellingLines.ROOM);
    assertThat(kept.size() + gone.size()).as("each is kept or goes").isEqualTo(all.size());
    for (int from = (int) telling.from() - 1; from < all.size(); from += 7) {
      List<Double> expected = mostTelling(all.subList(from, all.size()));
      long first = from + 1;
      assertThat(mostTelling(kept.stream().filter(line -> line.sequence() >= first).toList()))
          .isEqualTo(expected);
    }
  }

  private static List<Double> mostTelling(List<Line> lines) {
    return lines.stream()
        .map(Line::score)
        .sorted(Comparator.reverseOrder())
        .limit(TellingLines.MOST)
        .toList();
  }
}
