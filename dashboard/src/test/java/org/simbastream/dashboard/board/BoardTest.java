package org.simbastream.dashboard.board;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.simbastream.operators.record.Position;

class BoardTest {

  private static final Bounds SMALL = new Bounds(3, 4, 10, 100, 1_000_000, 5);

  private final Clock clock = Clock.fixed(Instant.ofEpochMilli(1_000_000), ZoneOffset.UTC);

  @Test
  void ofTooManyStreamsTheOneNotHeardForLongestIsForgotten() {
    Board board = new Board(SMALL, clock);
    for (String key : List.of("a", "b", "c", "a", "d")) {
      board.scored(key, line(0, "x"));
    }
    assertThat(board.rows()).extracting(StreamRow::key).containsExactlyInAnyOrder("a", "c", "d");
    assertThat(board.forgotten()).isEqualTo(1);
    assertThat(board.characters()).isEqualTo(4);
  }

  @Test
  void partitionsThatStrangersInventDontFillTheMemory() {
    Board board = new Board(SMALL, clock);
    for (int partition = 0; partition < 10_000; partition++) {
      Position at = new Position("t", partition, 7);
      board.scored("a", new Line(0, 0, at, "x", 0.5, 2.0, 4, false));
    }
    assertThat(board.scoredTo())
        .hasSize(LatestPartitions.MOST)
        .containsEntry(new TopicPartition("t", 9_999), 8L);
  }

  @Test
  void aStreamKeepsItsLatestLinesAndWindows() {
    Board board = new Board(SMALL, clock);
    for (int i = 0; i < 25; i++) {
      board.scored("a", line(i, "line " + i));
      board.summary("a", window(i * 10, "highlight " + i));
    }
    StreamView view = board.view("a").orElseThrow();
    assertThat(view.row().records()).isEqualTo(25);
    assertThat(view.linesKept()).isEqualTo(10);
    assertThat(view.windows())
        .extracting(StreamView.Bar::start)
        .containsExactly(210L, 220L, 230L, 240L);
    assertThat(board.lines("a", 0, 20))
        .extracting(Line::text)
        .containsExactly("line 15", "line 16", "line 17", "line 18", "line 19");
    assertThat(board.window("a", 0)).isEmpty();
  }

  @Test
  void textsTakeNoMoreThanTheirBoundWhateverComes() {
    Bounds bounds = new Bounds(100, 50, 1_000, 200, 20_000, 5);
    Board board = new Board(bounds, clock);
    for (int i = 0; i < 3_000; i++) {
      String key = "stream " + i % 7;
      board.scored(key, line(i, "x".repeat(i % 300)));
      if (i % 5 == 0) {
        board.summary(key, window(i, bounds.cut("y".repeat(i % 400))));
      }
      assertThat(board.characters()).isLessThanOrEqualTo(bounds.characters());
    }
    assertThat(board.rows()).hasSize(7);
    assertThat(board.characters()).isPositive();
  }

  @Test
  void aHighlightHasTheLinesAroundItAlsoIfTheyCameAfterIt() {
    Board board = new Board(SMALL, clock);
    board.summary("a", windowOf(0, highlight("line 4", 4)));
    assertThat(highlight(board, 0).before()).isEmpty();
    for (int i = 0; i < 9; i++) {
      board.scored("a", line(i, "line " + i));
    }
    assertThat(highlight(board, 0).before())
        .extracting(Line::text)
        .containsExactly("line 1", "line 2", "line 3");
    assertThat(highlight(board, 0).after())
        .extracting(Line::text)
        .containsExactly("line 5", "line 6", "line 7");
    board.summary("a", window(10, "next"));
    for (int i = 100; i < 150; i++) {
      board.scored("a", line(i, "later"));
    }
    assertThat(highlight(board, 0).after()).as("kept with the window").hasSize(3);
  }

  @Test
  void workSkippedIsThatOfTheWindowsByTheirTokens() {
    Board board = new Board(SMALL, clock);
    board.summary("a", windowOfWork(0, 100, 0.5));
    board.summary("a", windowOfWork(10, 300, 0.9));
    board.summary("a", windowOfWork(20, 1_000, null));
    board.work("a", 0, new WindowWork(100, List.of(100L, 60L, 10L), 0.1, 0.2));
    assertThat(board.rows().get(0).skipped()).isCloseTo(0.2, within(1e-12));
    assertThat(board.totals().skipped()).isCloseTo(0.2, within(1e-12));
    assertThat(board.totals().byLayer()).containsExactly(1.0, 0.6, 0.1);
    assertThat(board.window("a", 0).orElseThrow().work().tokensByLayer())
        .containsExactly(100L, 60L, 10L);
  }

  @Test
  void theListShowsTheTopHighlightOfTheLatestWindowThatTellsSomething() {
    Board board = new Board(SMALL, clock);
    board.summary("a", windowOf(0, highlight("quiet", 0, 0.3)));
    assertThat(board.rows().get(0).highlight().text()).isEqualTo("quiet");
    board.summary("a", windowOf(10, highlight("first", 1, 5.0), highlight("second", 2, 4.0)));
    board.summary("a", windowOf(20, highlight("quiet again", 3, 0.2)));
    board.summary("a", windowOf(30));
    assertThat(board.rows().get(0).highlight().text()).isEqualTo("first");
    assertThat(board.rows().get(0).windowStart()).isEqualTo(10);
    assertThat(board.rows().get(0).windowEnd()).isEqualTo(20);
  }

  @Test
  void aSampleOfNewLinesHasTheMostTellingAndSaysHowManyThereWere() {
    Bounds bounds = new Bounds(3, 4, 500, 100, 1_000_000, 5);
    Board board = new Board(bounds, clock);
    for (int i = 0; i < 400; i++) {
      board.scored("a", line(i, i == 123 ? "the one" : "x", i == 123 ? 9 : 0.1));
    }
    Tail tail = board.tail("a", 100, 20).orElseThrow();
    assertThat(tail.lines()).hasSize(20).extracting(Line::text).contains("the one");
    assertThat(tail.lines()).extracting(Line::sequence).isSorted().allMatch(s -> s > 100);
    assertThat(tail.fresh()).isEqualTo(300);
    assertThat(board.tail("a", tail.sequence(), 20).orElseThrow().lines()).isEmpty();
    assertThat(board.tail("a", 395, 20).orElseThrow().lines()).hasSize(5);
  }

  @Test
  void linesThatWereNotKeptCountAsNewAllTheSame() {
    Board board = new Board(SMALL, clock);
    for (int i = 0; i < 100; i++) {
      board.scored("a", line(i, "x"));
    }
    Tail tail = board.tail("a", 0, 20).orElseThrow();
    assertThat(tail.fresh()).isEqualTo(100);
    assertThat(tail.covered()).isEqualTo(100);
    assertThat(tail.lines()).hasSize(20);
  }

  @Test
  void aSampleSaysOfHowManyLinesTheMostTellingAreInIt() {
    Board board = new Board(SMALL, clock);
    for (int i = 0; i < 1_000; i++) {
      board.scored("a", line(i, "x", 1_000 - i)); // each is less telling than all before it
    }
    Tail tail = board.tail("a", 0, 20).orElseThrow();
    assertThat(tail.fresh()).isEqualTo(1_000);
    assertThat(tail.covered()).isEqualTo(10 + TellingLines.ROOM);
    assertThat(tail.lines()).extracting(Line::score).contains(160.0);
    assertThat(board.characters()).isEqualTo(10 + TellingLines.ROOM);
  }

  @Test
  void theMostTellingOfAllLinesThatASampleStandsForAreInIt() {
    Bounds bounds = new Bounds(3, 4, 500, 100, 1_000_000, 5);
    Board board = new Board(bounds, clock);
    for (int i = 0; i < 3_172; i++) {
      board.scored("a", line(i, i == 1_000 ? "the one" : "x", i == 1_000 ? 11.8 : 0.1 + i % 7));
    }
    Tail tail = board.tail("a", 0, 50).orElseThrow();
    assertThat(tail.fresh()).isEqualTo(3_172);
    assertThat(tail.lines()).hasSize(50).extracting(Line::text).contains("the one");
    assertThat(tail.lines()).extracting(Line::sequence).isSorted().doesNotHaveDuplicates();
    assertThat(board.tail("a", 1_001, 20).orElseThrow().lines())
        .extracting(Line::text)
        .doesNotContain("the one");
    assertThat(board.search("a", "the one", 5).orElseThrow().found()).isEqualTo(1);
  }

  @Test
  void theLatestEventTimeIsThatOfARecord() {
    Board board = new Board(SMALL, clock);
    board.scored("a", line(7, "x"));
    board.summary("a", windowOf(0, highlight("x", 7)));
    assertThat(board.rows().get(0).lastTime()).isEqualTo(7);
  }

  @Test
  void searchFindsLinesHighlightsAndPatternsInEitherCase() {
    Board board = new Board(SMALL, clock);
    board.scored("a", line(5, "Disk FULL on node 7"));
    board.scored("a", line(6, "all is well"));
    board.summary("a", windowOf(0, highlight("disk full", 900)));
    SearchResult result = board.search("a", "disk full", 10).orElseThrow();
    assertThat(result.hits())
        .extracting(SearchResult.Hit::kind)
        .containsExactly("highlight", "line", "pattern");
    assertThat(result.searched()).isEqualTo(2);
    assertThat(board.search("a", "disk full", 1).orElseThrow().hits()).hasSize(1);
    assertThat(board.search("a", "disk full", 1).orElseThrow().found()).isEqualTo(3);
    assertThat(board.search("b", "disk full", 1)).isEmpty();
  }

  @Test
  void positionsOfScoredRecordsTellWhatWasRead() {
    Board board = new Board(SMALL, clock);
    board.scored("a", line(7, "x"));
    board.scored("b", line(3, "x"));
    assertThat(board.scoredTo()).isEqualTo(Map.of(new TopicPartition("logs", 0), 8L));
  }

  @Test
  void theLatestDeadLettersAreKept() {
    Board board = new Board(SMALL, clock);
    for (int i = 0; i < 8; i++) {
      board.letter(new Letter(at(i), at(i), "a", 0, "MALFORMED_JSON", "No.", 3, "{", 0, "test"));
    }
    assertThat(board.letters())
        .extracting(letter -> letter.at().offset())
        .containsExactly(7L, 6L, 5L, 4L, 3L);
    assertThat(board.totals().letters()).isEqualTo(8);
  }

  private static Highlight highlight(Board board, long start) {
    return board.window("a", start).orElseThrow().window().highlights().get(0);
  }

  private static Line line(long offset, String text) {
    return line(offset, text, 0.5);
  }

  private static Line line(long offset, String text, double score) {
    return new Line(0, offset, at(offset), text, score, 2.0, 4, false);
  }

  private static Position at(long offset) {
    return new Position("logs", 0, offset);
  }

  private static Highlight highlight(String text, long offset) {
    return highlight(text, offset, 5.0);
  }

  private static Highlight highlight(String text, long offset, double score) {
    return new Highlight(text, score, 2, offset, at(offset), List.of(), List.of());
  }

  private static Window window(long start, String text) {
    return windowOf(start, highlight(text, 1_000 + start));
  }

  private static Window windowOf(long start, Highlight... highlights) {
    List<String> patterns = highlights.length == 0 ? List.of() : List.of(highlights[0].text());
    return new Window(
        start,
        start + 10,
        8,
        80,
        0.5,
        0.1,
        "m@f",
        List.of("gist"),
        "",
        List.of(highlights),
        patterns);
  }

  private static Window windowOfWork(long start, long tokens, Double ratio) {
    return new Window(
        start, start + 10, 8, tokens, ratio, 0.1, "m@f", List.of(), "", List.of(), List.of());
  }
}
