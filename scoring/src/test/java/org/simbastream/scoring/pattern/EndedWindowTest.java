package org.simbastream.scoring.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.simbastream.records.Position;
import org.simbastream.records.ScoredRecord;
import org.simbastream.records.StreamPattern;
import org.simbastream.records.WindowPattern;
import org.simbastream.records.WindowPattern.Change;
import org.simbastream.scoring.Digest;
import org.simbastream.scoring.KeyHistory;
import org.simbastream.scoring.ScoredChunk;
import org.simbastream.state.stream.Baseline;

/** What is told of a window's patterns. */
class EndedWindowTest {

  private static final int MOST = 16;

  private UsualPatterns usual = UsualPatterns.NONE;
  private long start;

  @Test
  void theCountsOfAWindowAddUpToItsRecords() {
    SplittableRandom random = new SplittableRandom(7);
    for (int window = 0; window < 100; window++) {
      Map<String, Integer> counts = new LinkedHashMap<>();
      for (int i = random.nextInt(40); i >= 0; i--) {
        counts.merge("kind " + random.nextInt(30), 1 + random.nextInt(5), Integer::sum);
      }
      int frames = random.nextInt(3);
      List<WindowPattern> told = tell(counts, frames);

      int records = counts.values().stream().mapToInt(Integer::intValue).sum() + frames;
      assertThat(told.stream().mapToLong(WindowPattern::count).sum()).isEqualTo(records);
      assertThat(told).allMatch(pattern -> pattern.records() == records);
      assertThat(told.stream().filter(p -> p.pattern() != null && p.count() > 0))
          .hasSize(Math.min(MOST, counts.size()));
      assertThat(told.stream().filter(p -> p.pattern() == null)).hasSizeLessThan(2);
      assertThat(usual.patterns()).hasSizeLessThanOrEqualTo(2 * MOST);
    }
  }

  @Test
  void aPatternThatTheStreamHadNotShownIsNewOnce() {
    assertThat(change("tick", tell(Map.of("tick", 3)))).isEqualTo(Change.NEW);
    assertThat(change("tick", tell(Map.of("tick", 3), 0, false))).isEqualTo(Change.NONE);
  }

  @Test
  void whatIsUsualIsTheMeanOfTheWindowsBefore() {
    assertThat(tell(Map.of("tick", 2)).get(0).usual()).isNaN();
    tell(Map.of("tick", 4));
    tell(Map.of("tock", 4));

    assertThat(of("tick", tell(Map.of("tick", 3))).usual()).isCloseTo(2, within(1e-6));
  }

  @Test
  void manyMoreAndManyFewerThanUsualAreToldAndAlittleIsNot() {
    steady(20, 40);
    assertThat(change("tick", tell(Map.of("tick", 55), 0, false))).isEqualTo(Change.NONE);
    assertThat(change("tick", tell(Map.of("tick", 120), 0, false))).isEqualTo(Change.UP);
    steady(40, 40);
    assertThat(change("tick", tell(Map.of("tick", 5), 0, false))).isEqualTo(Change.DOWN);
  }

  @Test
  void whereCountsVaryMuchAMultipleIsNothing() {
    SplittableRandom random = new SplittableRandom(1);
    int told = 0;
    for (int i = 0; i < 300; i++) {
      int count = random.nextInt(10) == 0 ? 100 + random.nextInt(100) : 1 + random.nextInt(5);
      Change change = change("tick", tell(Map.of("tick", count), 0, false));
      told += change == Change.UP || change == Change.DOWN ? 1 : 0;
    }
    assertThat(told).isLessThan(5);
  }

  @Test
  void steadyCountsAreHardlyEverUnusual() {
    SplittableRandom random = new SplittableRandom(3);
    int told = 0;
    for (int i = 0; i < 1_000; i++) {
      int count = (int) IntStream.range(0, 200).filter(t -> random.nextInt(20) == 0).count();
      told += change("tick", tell(Map.of("tick", count + 1), 0, false)) == Change.NONE ? 0 : 1;
    }
    assertThat(told).isLessThan(3);
  }

  @Test
  void whatCameRegularlyIsToldToBeGoneOnceAndToBeBack() {
    steady(20, 1);
    List<Change> changes = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      changes.add(change("tick", tell(Map.of("other", 1), 0, false)));
    }
    assertThat(changes.subList(0, 2)).containsOnlyNulls();
    assertThat(changes).filteredOn(c -> c != null).containsExactly(Change.GONE);
    assertThat(change("tick", tell(Map.of("tick", 1), 0, false))).isEqualTo(Change.BACK);
    assertThat(change("tick", tell(Map.of("tick", 1), 0, false))).isEqualTo(Change.NONE);
  }

  @Test
  void whatCameOftenIsGoneAtOnceAndIsToldWithWhatIsKnownOfIt() {
    steady(20, 40);
    long last = start - 10;
    WindowPattern gone = of("tick", tell(Map.of("other", 1), 0, false));

    assertThat(gone.change()).isEqualTo(Change.GONE);
    assertThat(gone.count()).isZero();
    assertThat(gone.usual()).isCloseTo(40, within(1e-4));
    assertThat(gone.firstTime()).isEqualTo(WindowPattern.UNKNOWN);
    assertThat(gone.lastTime()).isEqualTo(last);
    assertThat(gone.example()).isEqualTo("tick 17");
  }

  @Test
  void whatCameNowAndThenIsNeverGone() {
    for (int i = 0; i < 200; i++) {
      String text = i % 5 == 0 ? "seldom" : "tick";
      assertThat(tell(Map.of(text, 1), 0, false)).noneMatch(p -> p.change() == Change.GONE);
    }
    tell(Map.of("once", 1));
    for (int i = 0; i < 100; i++) {
      assertThat(change("once", tell(Map.of("tick", 1), 0, false))).isNull();
    }
  }

  @Test
  void ifVeryManyAreGoneLaterWindowsTellTheRemaining() {
    int all = EndedWindow.MAX_GONE + 20;
    Map<String, Integer> counts = new LinkedHashMap<>();
    IntStream.range(0, all).forEach(i -> counts.put("kind " + i, 40));
    for (int i = 0; i < 20; i++) {
      tell(counts, 0, false, all);
    }
    List<WindowPattern> told = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      told.addAll(tell(Map.of("tick", 1), 0, false, all));
    }
    List<String> gone =
        told.stream().filter(p -> p.change() == Change.GONE).map(p -> p.pattern().text()).toList();
    assertThat(gone).hasSize(all).doesNotHaveDuplicates();
  }

  @Test
  void patternsThatBecomeOneGoOnAsThatOne() {
    Map<String, Integer> users = new LinkedHashMap<>();
    IntStream.range(0, 10).forEach(i -> users.put("login of u" + (char) ('a' + i), 4));
    for (int i = 0; i < 20; i++) {
      tell(users, 0, false);
    }
    Map<String, Integer> changing = new LinkedHashMap<>(users);
    changing.replaceAll((text, count) -> 2);
    changing.put("login of <*>", 20);
    List<WindowPattern> told = tell(changing, 0, false);

    assertThat(told).hasSize(1);
    assertThat(told.get(0).pattern().text()).isEqualTo("login of <*>");
    assertThat(told.get(0).count()).isEqualTo(40);
    assertThat(told.get(0).usual()).isCloseTo(40, within(1e-3));
    assertThat(told.get(0).change()).isEqualTo(Change.NONE);
    List<WindowPattern> next = tell(Map.of("login of <*>", 40), 0, false);
    assertThat(next).hasSize(1);
    assertThat(next.get(0).change()).isEqualTo(Change.NONE);
  }

  @Test
  void aValueStandsForOneOrMoreWords() {
    assertThat(matches("a <*> b", "a x b")).isTrue();
    assertThat(matches("a <*> b", "a x y b b")).isTrue();
    assertThat(matches("<*>", "a x")).isTrue();
    assertThat(matches("a <*> b", "a b")).isFalse();
    assertThat(matches("a <*> b", "a x c")).isFalse();
    assertThat(matches("a <*>", "b x")).isFalse();
  }

  @Test
  void anyCuttingIntoChunksCountsTheSame() {
    List<ScoredRecord> records = new ArrayList<>();
    SplittableRandom random = new SplittableRandom(2);
    for (int i = 0; i < 200; i++) {
      records.add(record("kind " + random.nextInt(30), random.nextInt(1_000), i % 7 == 0));
    }
    WindowPatterns whole = WindowPatterns.NONE.plus(chunk(records), MOST);
    for (int size : new int[] {1, 3, 50}) {
      WindowPatterns cut = WindowPatterns.NONE;
      for (int i = 0; i < records.size(); i += size) {
        cut = cut.plus(chunk(records.subList(i, Math.min(i + size, records.size()))), MOST);
      }
      assertThat(cut).isEqualTo(whole);
      assertThat(List.copyOf(cut.patterns().keySet()))
          .isEqualTo(List.copyOf(whole.patterns().keySet()));
    }
  }

  private static boolean matches(String pattern, String text) {
    return MoreGeneral.matches(List.of(pattern.split(" ")), List.of(text.split(" ")));
  }

  private void steady(int windows, int count) {
    for (int i = 0; i < windows; i++) {
      tell(Map.of("tick", count), 0, false);
    }
  }

  private List<WindowPattern> tell(Map<String, Integer> counts) {
    return tell(counts, 0, true);
  }

  private List<WindowPattern> tell(Map<String, Integer> counts, int frames) {
    return tell(counts, frames, true);
  }

  private List<WindowPattern> tell(Map<String, Integer> counts, int frames, boolean isNew) {
    return tell(counts, frames, isNew, MOST);
  }

  /** Tells the next window, in which each text came so often. */
  private List<WindowPattern> tell(
      Map<String, Integer> counts, int frames, boolean isNew, int most) {
    List<ScoredRecord> records = new ArrayList<>();
    counts.forEach(
        (text, count) ->
            records.addAll(Collections.nCopies(count, record(text, start + 990, isNew))));
    records.addAll(Collections.nCopies(frames, record("frame", start, isNew).ofPattern(null)));
    WindowPatterns window = WindowPatterns.NONE.plus(chunk(records), most);
    EndedWindow.Told told =
        new EndedWindow("key", start, start + 1_000, records.size()).tell(window, usual, most);
    usual = told.after();
    start += 1_000;
    return told.patterns();
  }

  private static ScoredRecord record(String text, long time, boolean isNew) {
    long id = Digest.of(List.of(text.split(" ")));
    return new ScoredRecord(
            "key", Position.NONE, time, text + " 17", 1, 1, 1, 3, false, false, List.of())
        .ofPattern(new StreamPattern(id, text, isNew));
  }

  private static ScoredChunk chunk(List<ScoredRecord> records) {
    return new ScoredChunk(
        records.stream().map(r -> new ScoredChunk.Entry(r, 7, false)).toList(),
        KeyHistory.NONE,
        Baseline.NONE);
  }

  private static Change change(String text, List<WindowPattern> told) {
    WindowPattern pattern = of(text, told);
    return pattern == null ? null : pattern.change();
  }

  private static WindowPattern of(String text, List<WindowPattern> told) {
    return told.stream()
        .filter(p -> p.pattern() != null && p.pattern().text().equals(text))
        .findFirst()
        .orElse(null);
  }
}
