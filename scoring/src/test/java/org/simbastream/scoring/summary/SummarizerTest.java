package org.simbastream.scoring.summary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.simbastream.model.mamba.OpCounts;
import org.simbastream.records.Deviation;
import org.simbastream.records.Highlight;
import org.simbastream.records.Position;
import org.simbastream.records.ScoredRecord;
import org.simbastream.records.WindowSummary;
import org.simbastream.scoring.KeyHistory;
import org.simbastream.scoring.RecordPattern;
import org.simbastream.scoring.ScoredChunk;
import org.simbastream.state.stream.Baseline;

/** Highlights come most telling first, and one noisy line never fills the page. */
class SummarizerTest {

  private final List<ScoredRecord> records = new ArrayList<>();

  @Test
  void highlightsAreOrderedByScoreAndBounded() {
    add("alpha bravo", 1);
    add("charlie delta", 3);
    add("echo foxtrot", 2);
    add("golf hotel", 4);

    assertThat(summary(3).highlights())
        .extracting(Highlight::text)
        .containsExactly("golf hotel", "charlie delta", "echo foxtrot");
  }

  @Test
  void recordsOfOnePatternFoldIntoTheMostTellingOneAndAreCounted() {
    for (int i = 0; i < 50; i++) {
      add(
          "INFO sync " + i + " of ledger with regional warehouse finished, status ok",
          5 + i * 0.01);
    }
    add("ERROR sync 7 of ledger with regional warehouse finished, status failed", 6);
    add("disk full", 1);

    assertThat(summary(3).highlights())
        .extracting(Highlight::text, Highlight::count)
        .containsExactly(
            tuple("ERROR sync 7 of ledger with regional warehouse finished, status failed", 1L),
            tuple("INFO sync 49 of ledger with regional warehouse finished, status ok", 50L),
            tuple("disk full", 1L));
  }

  @Test
  void aRecordWithAWordThatIsUnusualThereIsToldApartFromThoseOfItsPattern() {
    for (int i = 0; i < 40; i++) {
      add("job ended with exit code 0", 0.1);
    }
    add("job ended with exit code 137", 6, value(25, 28, "0"));
    add("job ended with exit code 1", 5, value(25, 26, "0"));
    add("job ended with exit code 137", 5, value(25, 28, "0"));

    assertThat(summary(3).highlights())
        .extracting(Highlight::text, Highlight::count)
        .containsExactly(
            tuple("job ended with exit code 137", 2L),
            tuple("job ended with exit code 1", 1L),
            tuple("job ended with exit code 0", 40L));
  }

  @Test
  void unusualValuesWhereManyStandAreToldOnce() {
    for (int i = 0; i < 40; i++) {
      add("took " + i + " ms", 0.1);
    }
    add("took 98123 ms", 5, value(5, 10, ""));
    add("took 97124 ms", 6, value(5, 10, ""));

    assertThat(summary(3).highlights())
        .extracting(Highlight::text, Highlight::count)
        .containsExactly(tuple("took 97124 ms", 2L), tuple("took 0 ms", 40L));
  }

  @Test
  void onePatternDoesNotFillTheHighlightsHoweverManyWordsAreUnusual() {
    for (int i = 0; i < 20; i++) {
      add("exit code " + i, 9, value(10, 10 + (i < 10 ? 1 : 2), "99"));
    }
    add("disk full", 1);

    assertThat(new Summarizer(9, "m").summary("k", 0, 1, content(9), "").highlights())
        .extracting(Highlight::text)
        .containsExactly("exit code 0", "exit code 1", "exit code 2", "disk full");
  }

  @Test
  void aPatternsCountIncludesRecordsFromBeforeItBecameACandidate() {
    List<ScoredRecord> first = new ArrayList<>();
    add("quiet line", 0.1);
    for (int i = 0; i < 20; i++) {
      add("loud " + "x".repeat(i + 1) + " thing", 5 + i);
    }
    first.addAll(records);
    records.clear();
    add("quiet line", 99);
    WindowContent content = plus(plus(WindowContent.empty(1, 1), first), records);

    assertThat(new Summarizer(2, "m").summary("k", 0, 1, content, "").highlights().get(0))
        .extracting(Highlight::text, Highlight::count)
        .containsExactly("quiet line", 2L);
  }

  @Test
  void theGistTellsWhatMostRecordsSayMostFrequentFirstAndNothingTwice() {
    add("Verification succeeded for blk_1", 9);
    for (int i = 0; i < 9; i++) {
      add("Receiving block blk_" + i + " src: /10.0.0." + i, 1);
      add("Block receiving blk_" + i, 1);
    }
    add("Receiving block blk_8 src: /10.0.0.8", 1);

    assertThat(summary(3).gist()).containsExactly("Receiving block", "Verification succeeded");
  }

  @Test
  void patternsThatSayTheSameAreCountedTogether() {
    for (int i = 0; i < 6; i++) {
      add("session opened", 1);
    }
    for (int i = 0; i < 4; i++) {
      add("disk full on sda" + i, 1);
      add("disk full, sda" + i + " (host b" + i + " of " + i + ")", 1);
    }

    assertThat(summary(3).gist()).startsWith("disk full");
  }

  @Test
  void phrasesOfEquallyManyRecordsAreToldInTheOrderInWhichTheyFirstOccurred() {
    add("zebra seen", 1);
    add("ant seen", 1);
    WindowContent oneByOne = plus(WindowContent.empty(1, 1), records);
    records.clear();
    add("ant seen", 1);
    oneByOne = plus(oneByOne, records);
    records.clear();
    add("zebra seen", 1);
    oneByOne = plus(oneByOne, records);

    assertThat(new Summarizer(2, "m").summary("k", 0, 1, oneByOne, "").gist())
        .containsExactly("zebra seen", "ant seen");
  }

  @Test
  void aLogThatHardlyRepeatsIsNotTakenForProse() {
    add("INFO Starting the store", 1);
    add("INFO Loaded 17 settings from /etc/store.conf", 1);
    add("WARN No certificate is configured", 1);
    add("INFO Opened port 8080", 1);
    add("INFO Registered the metrics reporter", 1);
    add("INFO Ready in 412 ms", 1);

    assertThat(summary(3).gist())
        .containsExactly(
            "Starting the store", "Loaded settings", "No certificate is configured", "Opened port");
  }

  @Test
  void theGistOfProseIsWhatItIsAbout() {
    add("The savepoint holds the state of the operators.", 1);
    add("You take a savepoint before an upgrade.", 1);
    add("It is read again when the job starts.", 1);
    add("Nothing is lost between the two.", 1);

    assertThat(summary(3).gist()).contains("savepoint", "upgrade");
  }

  @Test
  void aPatternThatBecomesFrequentLateStillGetsIntoTheGist() {
    for (int i = 0; i < 40; i++) {
      add("only" + "o".repeat(i) + " once", 1);
    }
    WindowContent content = plus(WindowContent.empty(1, 1), records);
    records.clear();
    for (int i = 0; i < 30; i++) {
      add("disk full", 1);
    }
    content = plus(content, records);

    assertThat(new Summarizer(2, "m").summary("k", 0, 1, content, "").gist()).contains("disk full");
  }

  @Test
  void aWindowIsBoundedWhateverComesIn() {
    for (int i = 0; i < 5_000; i++) {
      add("word" + Integer.toString(i, 36).replaceAll("[0-9]", "_") + " " + "y".repeat(i % 97), i);
    }
    WindowContent content = plus(WindowContent.empty(1, 1), records);

    assertThat(content.counts()).hasSizeLessThanOrEqualTo(WindowContent.MAX_COUNTED);
    assertThat(content.candidates()).hasSizeLessThanOrEqualTo(3);
    assertThat(content.newPatterns()).hasSizeLessThanOrEqualTo(5);
    assertThat(content.sayings()).hasSizeLessThanOrEqualTo(WindowContent.MAX_SAYINGS);
    assertThat(content.records()).isEqualTo(5_000);
  }

  @Test
  void theShareKeptIsThatOfAllChunksOrTheirMeanOverTokens() {
    WindowContent same = WindowContent.empty(1, 0.9);
    for (int chunk = 1; chunk <= 100; chunk++) {
      same = plusChunk(same, 3 * chunk, 0.1);
    }
    WindowContent mixed = plusChunk(plusChunk(WindowContent.empty(1, 0.9), 300, 0.8), 100, 0.4);

    assertThat(keepLast(WindowContent.empty(1, 0.9))).isEqualTo(0.9);
    assertThat(keepLast(same)).isEqualTo(0.1); // without rounding
    assertThat(keepLast(mixed)).isCloseTo(0.7, within(1e-12));
  }

  private static WindowContent plusChunk(WindowContent content, long tokens, double keepLast) {
    ScoredChunk chunk = new ScoredChunk(List.of(), KeyHistory.NONE, Baseline.NONE);
    OpCounts work = new OpCounts(tokens, new long[] {tokens}, 0, 0, 0, 0);
    return content.plus(chunk, work, keepLast, 2, 5);
  }

  private static double keepLast(WindowContent content) {
    return new Summarizer(2, "m").summary("k", 0, 1, content, "").keepLast();
  }

  private void add(String text, double score, Deviation... why) {
    Position position = new Position("t", 0, records.size());
    records.add(
        new ScoredRecord(
            "k", position, records.size(), text, score, 1, 1, 2, false, false, List.of(why)));
  }

  private static Deviation value(int from, int to, String expected) {
    return new Deviation(Deviation.Kind.VALUE, from, to, 5, expected);
  }

  private WindowContent content(int highlights) {
    return plus(WindowContent.empty(1, 1), records, highlights);
  }

  private WindowSummary summary(int highlights) {
    return new Summarizer(highlights, "m")
        .summary("k", 0, 60_000, plus(WindowContent.empty(1, 1), records), "");
  }

  private static WindowContent plus(WindowContent content, List<ScoredRecord> records) {
    return plus(content, records, 3);
  }

  private static WindowContent plus(
      WindowContent content, List<ScoredRecord> records, int highlights) {
    ScoredChunk chunk =
        new ScoredChunk(
            records.stream()
                .map(r -> new ScoredChunk.Entry(r, RecordPattern.of(r.text()).id(), true))
                .toList(),
            KeyHistory.NONE,
            Baseline.NONE);
    return content.plus(chunk, OpCounts.none(1), 1, highlights, 5);
  }
}
