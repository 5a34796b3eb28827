package org.simbastream.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.simbastream.model.mamba.ChunkResult;
import org.simbastream.model.mamba.OpCounts;
import org.simbastream.records.Deviation;
import org.simbastream.records.PendingRecord;
import org.simbastream.records.Position;
import org.simbastream.records.ScoredRecord;
import org.simbastream.records.StreamPattern;
import org.simbastream.records.TokenizedRecord;
import org.simbastream.state.stream.Baseline;

/** What a record's score is made of. */
class ChunkScorerTest {

  private static final int MAX_PATTERNS = 10;

  private final HeapPatternMemory memory = new HeapPatternMemory();

  @Test
  void depthsAndTokensAreThoseOfTheRecordsOwnTokensAfterThePrefix() {
    ChunkResult result = result(new int[] {4, 1, 3, 2, 2, 2}, null);
    ReadChunk chunk = new ReadChunk(List.of(pending("a b", 2), pending("c d", 3)), 1, result);
    ScoredChunk scored =
        new ChunkScorer(10, null).score(chunk, KeyHistory.NONE, Baseline.NONE, memory);

    assertThat(scored.records()).extracting(ScoredRecord::tokens).containsExactly(2, 3);
    assertThat(scored.records()).extracting(ScoredRecord::depthMax).containsExactly(3, 2);
    assertThat(scored.records()).extracting(ScoredRecord::depthMean).containsExactly(2.0, 2.0);
  }

  @Test
  void aNewPatternScoresTheHigherTheLongerTheKeyIsKnownAndARepeatedOneNothing() {
    List<Double> scores = scores(ticks(20), List.of("boom"), ticks(200), List.of("crash"));

    assertThat(scores.get(0)).isZero();
    assertThat(scores.get(20)).isBetween(2.5, Math.log(21) + Math.log(21.0 / 2));
    assertThat(scores.get(221)).isGreaterThan(scores.get(20) + 1);
    assertThat(scores.get(220)).isLessThan(0.3);
  }

  @Test
  void allRecordsOfABurstAreTellingUntilTheBurstIsTheNormalState() {
    List<Double> scores = scores(ticks(100), Collections.nCopies(1000, "fire 7"), ticks(1));

    assertThat(scores.subList(100, 140)).allMatch(s -> s > scores.get(100) * 0.4);
    assertThat(scores.get(1000)).isLessThan(scores.get(100) / 10);
  }

  @Test
  void theFirstLineOfAFloodOfNewsIsTheMostTelling() {
    List<String> flood = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      flood.add("frame" + (char) ('a' + i));
    }
    List<Double> scores = scores(ticks(300), flood);

    assertThat(scores.subList(300, 320)).isSortedAccordingTo(Comparator.reverseOrder());
    assertThat(scores.get(319)).isLessThan(scores.get(300) / 2);
  }

  @Test
  void aRareWordWhereLinesShowWhatKindTheyAreMakesALineTelling() {
    List<Double> usual = scores(kinds("calm"), List.of("calm unheard"));
    List<Double> rare = scores(kinds("calm"), List.of("odd unheard"));

    assertThat(rare.get(rare.size() - 1)).isGreaterThan(usual.get(usual.size() - 1) + 1);
  }

  @Test
  void noWordIsBadByItself() {
    List<Double> fatal = scores(kinds("info"), List.of("fatal error failed", "info shutdown"));
    List<Double> rosy = scores(kinds("rose"), List.of("sunny garden party", "rose teatime"));

    assertThat(fatal).isEqualTo(rosy);
  }

  @Test
  void aLevelCountsAsFarAsItIsRareOnItsStream() {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      texts.add(i % 10 == 9 ? "WARN slow" : "INFO served");
    }
    List<ScoredRecord> records = score(texts).records();

    assertThat(records.get(8).score()).isLessThan(1);
    assertThat(records.get(299).score()).as("usual by now").isLessThan(records.get(9).score());
    assertThat(records.get(9).why()).extracting(Deviation::kind).contains(Deviation.Kind.LEVEL);
    List<Double> severe = scores(texts, List.of("ERROR no space left"));
    List<Double> mild = scores(texts, List.of("INFO no space left"));
    assertThat(severe.get(300)).isGreaterThan(mild.get(300) + 0.5);
  }

  @Test
  void aRecordThatSurprisesMoreThanItsKeyUsuallyDoesScoresHigher() {
    Baseline usual = Baseline.NONE;
    for (int i = 0; i < 20; i++) {
      usual = usual.plus(1 + 0.2 * (i % 2));
    }
    ScoredRecord calm = scoreOne(1.1f, usual);
    ScoredRecord surprising = scoreOne(1.2f, usual);
    ScoredRecord shocking = scoreOne(50f, usual);

    assertThat(calm.score()).isCloseTo(0, within(0.05));
    assertThat(surprising.score()).isCloseTo(0.5, within(0.05));
    assertThat(shocking.score()).isEqualTo(1); // one odd token is not all
  }

  @Test
  void aRareWordIsAReasonAtItsPlace() {
    List<String> texts = new ArrayList<>(kinds("calm"));
    texts.add("odd unheard");
    List<ScoredRecord> records =
        new ChunkScorer(1000, null)
            .score(chunk(texts), KeyHistory.NONE, Baseline.NONE, new HeapPatternMemory())
            .records();

    ScoredRecord last = records.get(records.size() - 1);
    assertThat(last.why()).extracting(Deviation::kind).containsExactly(Deviation.Kind.WORD);
    Deviation word = last.why().get(0);
    assertThat(last.text().substring(word.from(), word.to())).isEqualTo("odd");
  }

  @Test
  void aNewPatternIsAReasonOfTheRecordAsAWhole() {
    List<String> texts = new ArrayList<>(ticks(200));
    texts.add("boom");
    List<ScoredRecord> records = score(texts).records();

    assertThat(records.get(200).why())
        .filteredOn(why -> why.kind() == Deviation.Kind.PATTERN)
        .hasSize(1)
        .allMatch(why -> why.from() < 0);
    assertThat(records.get(199).why()).isEmpty();
  }

  @Test
  void patternsStayWithinTheirBound() {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      texts.add("word" + (char) ('a' + i % 26) + (char) ('a' + i / 26));
    }
    ScoredChunk scored = score(texts);

    assertThat(memory.entries()).hasSizeLessThanOrEqualTo(MAX_PATTERNS);
    assertThat(memory.entries()).hasSize(scored.history().remembered());
  }

  @Test
  void theFramesOfAStackTraceTellNothingItsExceptionsDo() {
    List<String> trace =
        List.of(
            "ERROR checkout failed",
            "java.lang.IllegalStateException: no price list",
            "\tat shop.Price.load(Price.java:17)",
            "\tat shop.Cart.add(Cart.java:3)",
            "Caused by: java.net.ConnectException: refused",
            "\t... 12 more");
    List<Double> scores = scores(ticks(100), trace, ticks(1));

    assertThat(scores.subList(100, 102)).allMatch(s -> s > 2);
    assertThat(scores.subList(102, 104)).containsOnly(0.0);
    assertThat(scores.get(104)).isGreaterThan(2);
    assertThat(scores.get(105)).isZero();
  }

  @Test
  void aRecordCarriesItsPatternAndAFrameNone() {
    List<ScoredRecord> scored =
        score(List.of("disk 7 full", "disk 8 full", "\tat shop.Cart.add(Cart.java:3)")).records();

    StreamPattern first = scored.get(0).pattern();
    assertThat(first.text()).isEqualTo("disk <*> full");
    assertThat(first.isNew()).isTrue();
    assertThat(scored.get(1).pattern())
        .isEqualTo(new StreamPattern(first.id(), first.text(), false));
    assertThat(scored.get(2).pattern()).isNull();
  }

  @Test
  void whatLooksLikeAFrameOnlyAtFirstSightTells() {
    String python =
        "Traceback (most recent call last):\n  File \"a.py\", line 3\n    g()\nKeyError: x";
    List<String> indented = List.of(" at startup two disks were lost", " ERROR disk failure");
    List<Double> scores = scores(ticks(100), List.of(python), ticks(100), indented);

    assertThat(scores.get(100)).isGreaterThan(2);
    assertThat(scores.subList(201, 203)).allMatch(s -> s > 2);
  }

  @Test
  void theCodeThatIsQuotedAfterAFrameTellsNothingAndWhatFollowsDoes() {
    List<String> trace =
        List.of(
            "  File \"shop.py\", line 7, in load",
            "    return table[name]",
            "           ~~~~~^^^^^^",
            "    indented warning of another kind");
    List<Double> scores = scores(ticks(100), trace);

    assertThat(scores.subList(100, 103)).containsOnly(0.0);
    assertThat(scores.get(103)).isGreaterThan(2);
  }

  /** What a server says whose lines begin with a word for their kind, nearly always the same. */
  private static List<String> kinds(String common) {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      lines.add(common + " ping" + (char) ('a' + i % 26));
    }
    return lines;
  }

  private static List<String> ticks(int count) {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      lines.add("tick " + i);
    }
    return lines;
  }

  @SafeVarargs
  private static List<Double> scores(List<String>... parts) {
    List<String> texts = new ArrayList<>();
    for (List<String> part : parts) {
      texts.addAll(part);
    }
    return new ChunkScorer(1000, null)
            .score(chunk(texts), KeyHistory.NONE, Baseline.NONE, new HeapPatternMemory())
            .records()
            .stream()
            .map(ScoredRecord::score)
            .toList();
  }

  private ScoredChunk score(List<String> texts) {
    return new ChunkScorer(MAX_PATTERNS, null)
        .score(chunk(texts), KeyHistory.NONE, Baseline.NONE, memory);
  }

  private static ReadChunk chunk(List<String> texts) {
    List<PendingRecord> records = new ArrayList<>();
    for (String text : texts) {
      records.add(pending(text, 1));
    }
    int[] depth = new int[texts.size()];
    Arrays.fill(depth, 1);
    return new ReadChunk(records, 0, result(depth, null));
  }

  private ScoredRecord scoreOne(float surprisal, Baseline usual) {
    ReadChunk chunk =
        new ReadChunk(List.of(pending("a", 1)), 0, result(new int[] {1}, new float[] {surprisal}));
    return new ChunkScorer(10, null)
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
    return new ChunkResult(null, depth, surprisal, null, null, null, null, null, OpCounts.none(4));
  }
}
