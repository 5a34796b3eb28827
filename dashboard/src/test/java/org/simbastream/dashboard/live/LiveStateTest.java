package org.simbastream.dashboard.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.simbastream.records.Position;

class LiveStateTest {

  private static final Limits SMALL = new Limits(3, 4, 10, 100, 1_000_000, 5, 5, 5);

  private final Clock clock = Clock.fixed(Instant.ofEpochMilli(1_000_000), ZoneOffset.UTC);

  @Test
  void ofTooManyStreamsTheOneNotHeardForLongestIsForgotten() {
    LiveState live = new LiveState(SMALL, clock);
    for (String key : List.of("a", "b", "c", "a", "d")) {
      live.scored(key, line(0, "x"));
    }
    assertThat(live.rows()).extracting(StreamRow::key).containsExactlyInAnyOrder("a", "c", "d");
    assertThat(live.forgotten()).isEqualTo(1);
    assertThat(live.characters()).isEqualTo(4);
  }

  @Test
  void partitionsThatStrangersInventDontFillTheMemory() {
    LiveState live = new LiveState(SMALL, clock);
    for (int partition = 0; partition < 10_000; partition++) {
      Position at = new Position("t", partition, 7);
      live.scored("a", new ScoredLine(0, 0, at, "x", "", 0.5, 2.0, 4, false, List.of()));
    }
    assertThat(live.scoredTo())
        .hasSize(LatestPartitions.MOST)
        .containsEntry(new TopicPartition("t", 9_999), 8L);
  }

  @Test
  void aStreamKeepsItsLatestLinesAndWindows() {
    LiveState live = new LiveState(SMALL, clock);
    for (int i = 0; i < 25; i++) {
      live.scored("a", line(i, "line " + i));
      live.summary("a", window(i * 10, "highlight " + i));
    }
    StreamView view = live.view("a").orElseThrow();
    assertThat(view.row().records()).isEqualTo(25);
    assertThat(view.linesKept()).isEqualTo(10);
    assertThat(view.windows())
        .extracting(StreamView.Bar::start)
        .containsExactly(210L, 220L, 230L, 240L);
    assertThat(live.lines("a", 0, 20))
        .extracting(ScoredLine::text)
        .containsExactly("line 15", "line 16", "line 17", "line 18", "line 19");
    assertThat(live.window("a", 0)).isEmpty();
  }

  @Test
  void textsTakeNoMoreThanTheirBoundWhateverComes() {
    Limits bounds = new Limits(100, 50, 1_000, 200, 20_000, 5, 5, 5);
    LiveState live = new LiveState(bounds, clock);
    for (int i = 0; i < 3_000; i++) {
      String key = "stream " + i % 7;
      live.scored(key, line(i, "x".repeat(i % 300)));
      if (i % 5 == 0) {
        live.summary(key, window(i, bounds.cut("y".repeat(i % 400))));
      }
      assertThat(live.characters()).isLessThanOrEqualTo(bounds.characters());
    }
    assertThat(live.rows()).hasSize(7);
    assertThat(live.characters()).isPositive();
  }

  @Test
  void aHighlightHasTheLinesAroundItAlsoIfTheyCameAfterIt() {
    LiveState live = new LiveState(SMALL, clock);
    live.summary("a", windowOf(0, highlight("line 4", 4)));
    assertThat(highlight(live, 0).before()).isEmpty();
    for (int i = 0; i < 9; i++) {
      live.scored("a", line(i, "line " + i));
    }
    assertThat(highlight(live, 0).before())
        .extracting(ScoredLine::text)
        .containsExactly("line 1", "line 2", "line 3");
    assertThat(highlight(live, 0).after())
        .extracting(ScoredLine::text)
        .containsExactly("line 5", "line 6", "line 7");
    live.summary("a", window(10, "next"));
    for (int i = 100; i < 150; i++) {
      live.scored("a", line(i, "later"));
    }
    assertThat(highlight(live, 0).after()).as("kept with the window").hasSize(3);
  }

  @Test
  void linesAroundAHighlightAreAddedWhenALaterSummaryWasFasterThanThey() {
    LiveState live = new LiveState(SMALL, clock);
    for (int i = 0; i < 6; i++) {
      live.scored("a", line(i, "line " + i));
    }
    live.summary("a", windowOf(0, highlight("line 4", 4)));
    live.summary("a", window(10, "next"));
    assertThat(highlight(live, 0).after()).hasSize(1);
    for (int i = 6; i < 13; i++) {
      live.scored("a", line(i, "line " + i));
    }
    assertThat(highlight(live, 0).after())
        .extracting(ScoredLine::text)
        .containsExactly("line 5", "line 6", "line 7");
    assertThat(highlight(live, 0).before())
        .as("also those that are not kept by now")
        .extracting(ScoredLine::text)
        .containsExactly("line 1", "line 2", "line 3");
  }

  @Test
  void workSkippedIsThatOfTheWindowsByTheirTokens() {
    LiveState live = new LiveState(SMALL, clock);
    live.summary("a", windowOfWork(0, 100, 0.5));
    live.summary("a", windowOfWork(10, 300, 0.9));
    live.summary("a", windowOfWork(20, 1_000, null));
    live.work("a", 0, new WindowOpCounts(100, List.of(100L, 60L, 10L), 0.1, 0.2));
    assertThat(live.rows().get(0).skipped()).isCloseTo(0.2, within(1e-12));
    assertThat(live.totals().skipped()).isCloseTo(0.2, within(1e-12));
    assertThat(live.totals().byLayer()).containsExactly(1.0, 0.6, 0.1);
    assertThat(live.window("a", 0).orElseThrow().work().tokensByLayer())
        .containsExactly(100L, 60L, 10L);
  }

  @Test
  void theListShowsTheTopHighlightOfTheLatestWindowThatTellsSomething() {
    LiveState live = new LiveState(SMALL, clock);
    live.summary("a", windowOf(0, highlight("quiet", 0, 0.3)));
    assertThat(live.rows().get(0).highlight().text()).isEqualTo("quiet");
    live.summary("a", windowOf(10, highlight("first", 1, 5.0), highlight("second", 2, 4.0)));
    live.summary("a", windowOf(20, highlight("quiet again", 3, 0.2)));
    live.summary("a", windowOf(30));
    assertThat(live.rows().get(0).highlight().text()).isEqualTo("first");
    assertThat(live.rows().get(0).windowStart()).isEqualTo(10);
    assertThat(live.rows().get(0).windowEnd()).isEqualTo(20);
  }

  @Test
  void aSampleOfNewLinesHasTheMostTellingAndSaysHowManyThereWere() {
    Limits bounds = new Limits(3, 4, 500, 100, 1_000_000, 5, 5, 5);
    LiveState live = new LiveState(bounds, clock);
    for (int i = 0; i < 400; i++) {
      live.scored("a", line(i, i == 123 ? "the one" : "x", i == 123 ? 9 : 0.1));
    }
    Tail tail = live.tail("a", 100, 20).orElseThrow();
    assertThat(tail.lines()).hasSize(20).extracting(ScoredLine::text).contains("the one");
    assertThat(tail.lines()).extracting(ScoredLine::sequence).isSorted().allMatch(s -> s > 100);
    assertThat(tail.fresh()).isEqualTo(300);
    assertThat(live.tail("a", tail.sequence(), 20).orElseThrow().lines()).isEmpty();
    assertThat(live.tail("a", 395, 20).orElseThrow().lines()).hasSize(5);
  }

  @Test
  void linesThatWereNotKeptCountAsNewAllTheSame() {
    LiveState live = new LiveState(SMALL, clock);
    for (int i = 0; i < 100; i++) {
      live.scored("a", line(i, "x"));
    }
    Tail tail = live.tail("a", 0, 20).orElseThrow();
    assertThat(tail.fresh()).isEqualTo(100);
    assertThat(tail.covered()).isEqualTo(100);
    assertThat(tail.lines()).hasSize(20);
  }

  @Test
  void aSampleSaysOfHowManyLinesTheMostTellingAreInIt() {
    LiveState live = new LiveState(SMALL, clock);
    for (int i = 0; i < 1_000; i++) {
      live.scored("a", line(i, "x", 1_000 - i)); // each is less telling than all before it
    }
    Tail tail = live.tail("a", 0, 20).orElseThrow();
    assertThat(tail.fresh()).isEqualTo(1_000);
    assertThat(tail.covered()).isEqualTo(10 + TopScoredLines.ROOM);
    assertThat(tail.lines()).extracting(ScoredLine::score).contains(160.0);
    assertThat(live.characters()).isEqualTo(10 + TopScoredLines.ROOM);
  }

  @Test
  void theMostTellingOfAllLinesThatASampleStandsForAreInIt() {
    Limits bounds = new Limits(3, 4, 500, 100, 1_000_000, 5, 5, 5);
    LiveState live = new LiveState(bounds, clock);
    for (int i = 0; i < 3_172; i++) {
      live.scored("a", line(i, i == 1_000 ? "the one" : "x", i == 1_000 ? 11.8 : 0.1 + i % 7));
    }
    Tail tail = live.tail("a", 0, 50).orElseThrow();
    assertThat(tail.fresh()).isEqualTo(3_172);
    assertThat(tail.lines()).hasSize(50).extracting(ScoredLine::text).contains("the one");
    assertThat(tail.lines()).extracting(ScoredLine::sequence).isSorted().doesNotHaveDuplicates();
    assertThat(live.tail("a", 1_001, 20).orElseThrow().lines())
        .extracting(ScoredLine::text)
        .doesNotContain("the one");
    assertThat(live.search("a", "the one", 5).orElseThrow().found()).isEqualTo(1);
  }

  @Test
  void theLatestEventTimeIsThatOfARecord() {
    LiveState live = new LiveState(SMALL, clock);
    live.scored("a", line(7, "x"));
    live.summary("a", windowOf(0, highlight("x", 7)));
    assertThat(live.rows().get(0).lastTime()).isEqualTo(7);
  }

  @Test
  void searchFindsLinesHighlightsAndPatternsInEitherCase() {
    LiveState live = new LiveState(SMALL, clock);
    live.scored("a", line(5, "Disk FULL on node 7"));
    live.scored("a", line(6, "all is well"));
    live.summary("a", windowOf(0, highlight("disk full", 900)));
    SearchResult result = live.search("a", "disk full", 10).orElseThrow();
    assertThat(result.hits())
        .extracting(SearchResult.Hit::kind)
        .containsExactly("highlight", "line", "pattern");
    assertThat(result.searched()).isEqualTo(2);
    assertThat(live.search("a", "disk full", 1).orElseThrow().hits()).hasSize(1);
    assertThat(live.search("a", "disk full", 1).orElseThrow().found()).isEqualTo(3);
    assertThat(live.search("b", "disk full", 1)).isEmpty();
  }

  @Test
  void positionsOfScoredRecordsTellWhatWasRead() {
    LiveState live = new LiveState(SMALL, clock);
    live.scored("a", line(7, "x"));
    live.scored("b", line(3, "x"));
    assertThat(live.scoredTo()).isEqualTo(Map.of(new TopicPartition("logs", 0), 8L));
  }

  @Test
  void theLatestDeadLettersAreKept() {
    LiveState live = new LiveState(SMALL, clock);
    for (int i = 0; i < 8; i++) {
      live.letter(
          new DeadLetterView(at(i), at(i), "a", 0, "MALFORMED_JSON", "No.", 3, "{", 0, "test"));
    }
    assertThat(live.letters())
        .extracting(letter -> letter.at().offset())
        .containsExactly(7L, 6L, 5L, 4L, 3L);
    assertThat(live.totals().letters()).isEqualTo(8);
  }

  private static Highlight highlight(LiveState live, long start) {
    return live.window("a", start).orElseThrow().window().highlights().get(0);
  }

  private static ScoredLine line(long offset, String text) {
    return line(offset, text, 0.5);
  }

  private static ScoredLine line(long offset, String text, double score) {
    return new ScoredLine(0, offset, at(offset), text, "", score, 2.0, 4, false, List.of());
  }

  private static Position at(long offset) {
    return new Position("logs", 0, offset);
  }

  private static Highlight highlight(String text, long offset) {
    return highlight(text, offset, 5.0);
  }

  private static Highlight highlight(String text, long offset, double score) {
    return new Highlight(text, "", score, 2, offset, at(offset), List.of(), List.of(), List.of());
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
        patterns,
        null);
  }

  @Test
  void aSilentStreamIsListedWithSinceWhen() {
    Window silent =
        new Window(
            120_000,
            180_000,
            0,
            0,
            1.0,
            0.1,
            "m@f",
            List.of(),
            "",
            List.of(),
            List.of(),
            new Window.Silence(60_000, 2, 4.5));
    LiveState live =
        new LiveState(new Limits(3, 4, 10, 100, 1_000_000, 5, 5, 5), Clock.systemUTC());
    live.summary("k", silent);
    StreamRow row = live.rows().get(0);
    assertThat(row.highlight()).isEqualTo(new StreamRow.Top("", "", 4.5, List.of(), 0, 60_000));
    assertThat(row.windowStart()).isEqualTo(120_000);
  }

  private static Window windowOfWork(long start, long tokens, Double ratio) {
    return new Window(
        start, start + 10, 8, tokens, ratio, 0.1, "m@f", List.of(), "", List.of(), List.of(), null);
  }
}
