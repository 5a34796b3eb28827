package org.simbastream.dashboard.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.simbastream.records.Position;

/** What matters now, of what the page keeps. */
class NowTest {

  private static final long MINUTE = 60_000;

  private final LiveState live =
      new LiveState(new Limits(10, 90, 50, 2_000, 1_000_000, 5, 5, 5), Clock.systemUTC());

  @Test
  void withoutAnyRecordThereIsNoNow() {
    assertThat(live.now(0)).isEqualTo(new NowView(null, null, List.of(), 0));
    assertThat(live.now(MINUTE)).isEqualTo(new NowView(null, null, List.of(), 0));
  }

  @Test
  void tellingLinesOfTheRangeAreThereAndNoOthers() {
    live.summary("web", window(0, highlight("long ago", 9, 0)));
    live.summary("web", window(60, highlight("just now", 5, 60), highlight("as ever", 1.9, 60)));
    live.summary("db", window(62, highlight("as ever", 0.1, 62)));
    assertThat(texts(live.now(5 * MINUTE))).containsExactly("just now");
    assertThat(texts(live.now(0))).containsExactly("long ago", "just now");
    assertThat(live.now(5 * MINUTE).latest()).isEqualTo(63 * MINUTE - 1);
    assertThat(live.now(5 * MINUTE).from()).isEqualTo(58 * MINUTE - 1);
  }

  @Test
  void linesOfAWindowThatHasNotEndedCountToo() {
    live.summary("web", window(0, highlight("told", 5, 0)));
    live.scored("web", line("told", 5, 0));
    live.scored("web", line("fresh", 4, 3 * MINUTE));
    live.scored("web", line("fresh", 3, 3 * MINUTE + 1));
    live.scored("web", line("as ever", 1, 3 * MINUTE + 2));
    List<Incident> incidents = live.now(0).incidents();
    assertThat(texts(live.now(0))).containsExactly("told", "fresh");
    Finding fresh = incidents.get(1).parts().get(0).first();
    assertThat(fresh.count()).isEqualTo(2);
    assertThat(fresh.window()).isNull();
    assertThat(fresh.level()).isEqualTo("WARN");
  }

  @Test
  void aSilenceIsToldOnceAndSaysWhenItIsOver() {
    live.summary("web", silent(2, 1));
    live.summary("web", silent(3, 1));
    Finding silence = live.now(0).incidents().get(0).parts().get(0).first();
    assertThat(live.now(0).incidents()).hasSize(1);
    assertThat(silence.time()).isEqualTo(MINUTE);
    assertThat(silence.window()).isEqualTo(3 * MINUTE);
    assertThat(silence.until()).isNull();
    live.summary("web", window(6, highlight("as ever", 0.1, 6)));
    live.summary("web", window(7, highlight("as ever", 0.1, 7)));
    silence = live.now(0).incidents().get(0).parts().get(0).first();
    assertThat(silence.until()).isEqualTo(6 * MINUTE);
  }

  private static List<String> texts(NowView view) {
    return view.incidents().stream()
        .flatMap(incident -> incident.parts().stream())
        .map(part -> part.first().text())
        .toList();
  }

  private static ScoredLine line(String text, double score, long time) {
    Position at = new Position("logs", 0, time);
    return new ScoredLine(0, time, at, text, "WARN", score, 2.0, 4, false, List.of());
  }

  private static Highlight highlight(String text, double score, long minute) {
    Position at = new Position("logs", 0, minute);
    return new Highlight(text, "", score, 1, minute * MINUTE, at, List.of(), List.of(), List.of());
  }

  private static Window window(long minute, Highlight... highlights) {
    return window(minute, 8, List.of(highlights), null);
  }

  private static Window silent(long minute, long since) {
    return window(minute, 0, List.of(), new Window.Silence(since * MINUTE, minute, 4.5));
  }

  private static Window window(
      long minute, long records, List<Highlight> highlights, Window.Silence silence) {
    return new Window(
        minute * MINUTE,
        (minute + 1) * MINUTE,
        records,
        80,
        0.5,
        0.1,
        "m@f",
        List.of(),
        "",
        highlights,
        List.of(),
        silence);
  }
}
