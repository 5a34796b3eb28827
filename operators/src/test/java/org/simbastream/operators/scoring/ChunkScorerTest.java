package org.simbastream.operators.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.simbastream.model.mamba.ChunkResult;
import org.simbastream.model.mamba.Work;
import org.simbastream.operators.record.PendingRecord;
import org.simbastream.operators.record.Position;
import org.simbastream.operators.record.ScoredRecord;
import org.simbastream.operators.record.TokenizedRecord;
import org.simbastream.state.Baseline;

/** What a record's score is made of. */
class ChunkScorerTest {

  private final HeapPatternMemory memory = new HeapPatternMemory();

  @Test
  void depthsAndTokensAreThoseOfTheRecordsOwnTokensAfterThePrefix() {
    ChunkResult result = result(new int[] {4, 1, 3, 2, 2, 2}, null);
    ReadChunk chunk = new ReadChunk(List.of(pending("a b", 2), pending("c d", 3)), 1, result);
    ScoredChunk scored = new ChunkScorer(10).score(chunk, KeyHistory.NONE, Baseline.NONE, memory);

    assertThat(scored.records()).extracting(ScoredRecord::tokens).containsExactly(2, 3);
    assertThat(scored.records()).extracting(ScoredRecord::depthMax).containsExactly(3, 2);
    assertThat(scored.records()).extracting(ScoredRecord::depthMean).containsExactly(2.0, 2.0);
  }

  @Test
  void aNewPatternScoresTheHigherTheLongerTheKeyIsKnownAndARepeatedOneLow() {
    ScoredChunk scored =
        score("tick 1", "tick 2", "tick 3", "boom", "tick 4", "tick 5", "tick 6", "crash");
    List<Double> scores = scored.records().stream().map(ScoredRecord::score).toList();

    assertThat(scores.get(0)).isZero();
    assertThat(scores.get(3)).isCloseTo(Math.log(4), within(1e-12));
    assertThat(scores.get(7)).isCloseTo(Math.log(8), within(1e-12));
    assertThat(scores.get(6)).isLessThan(scores.get(3));
    assertThat(scored.newPattern())
        .containsExactly(true, false, false, true, false, false, false, true);
  }

  @Test
  void aRecordThatSurprisesMoreThanItsKeyUsuallyDoesScoresHigher() {
    Baseline usual = Baseline.NONE;
    for (int i = 0; i < 20; i++) {
      usual = usual.plus(1 + 0.2 * (i % 2));
    }
    ScoredRecord calm = scoreOne(1.1f, usual);
    ScoredRecord surprising = scoreOne(1.5f, usual);
    ScoredRecord shocking = scoreOne(50f, usual);

    assertThat(calm.score()).isCloseTo(0, within(0.1));
    assertThat(surprising.score()).isCloseTo(4, within(0.2));
    assertThat(shocking.score()).isEqualTo(4); // one odd token is not all
  }

  @Test
  void patternsStayWithinTheirBoundAndTheRecentOnesAreRemembered() {
    String[] texts = new String[30];
    Arrays.setAll(texts, i -> "word" + (char) ('a' + i % 26) + (char) ('a' + i / 26));
    ScoredChunk scored = score(texts);

    assertThat(memory.entries()).hasSizeLessThanOrEqualTo(10);
    assertThat(memory.entries()).hasSize(scored.history().patterns());
    assertThat(memory.get(RecordPattern.of(texts[29]).id())).isNotNull();
  }

  @Test
  void valuesDoNotMakeAPatternWordsDo() {
    RecordPattern pattern = RecordPattern.of("2026-01-02 INFO took 31 ms for /a/b user=x17");
    assertThat(pattern.id())
        .isEqualTo(RecordPattern.of("2027-12-31 INFO took 7 ms for /c user=y2").id())
        .isNotEqualTo(RecordPattern.of("2027-12-31 INFO took 7 s for /c user=y2").id());
    assertThat(pattern.words()).containsExactlyInAnyOrder("info", "took", "ms", "for", "user");
  }

  private ScoredChunk score(String... texts) {
    List<PendingRecord> records = new ArrayList<>();
    for (String text : texts) {
      records.add(pending(text, 1));
    }
    int[] depth = new int[texts.length];
    Arrays.fill(depth, 1);
    ReadChunk chunk = new ReadChunk(records, 0, result(depth, null));
    return new ChunkScorer(10).score(chunk, KeyHistory.NONE, Baseline.NONE, memory);
  }

  private ScoredRecord scoreOne(float surprisal, Baseline usual) {
    ReadChunk chunk =
        new ReadChunk(List.of(pending("a", 1)), 0, result(new int[] {1}, new float[] {surprisal}));
    return new ChunkScorer(10)
        .score(chunk, KeyHistory.NONE, usual, new HeapPatternMemory())
        .records()
        .get(0);
  }

  private static PendingRecord pending(String text, int tokens) {
    return new PendingRecord(
        new TokenizedRecord("key", new Position("t", 0, 0), 0, text, new int[tokens], false),
        false);
  }

  private static ChunkResult result(int[] depth, float[] surprisal) {
    return new ChunkResult(null, depth, surprisal, null, null, null, Work.none(4));
  }
}
