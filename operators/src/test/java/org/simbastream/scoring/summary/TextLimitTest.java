package org.simbastream.scoring.summary;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.simbastream.model.mamba.OpCounts;
import org.simbastream.operators.serialization.WindowContentSerializer;
import org.simbastream.records.Deviation;
import org.simbastream.records.Position;
import org.simbastream.records.ScoredRecord;
import org.simbastream.records.WindowSummary;
import org.simbastream.scoring.KeyHistory;
import org.simbastream.scoring.RecordPattern;
import org.simbastream.scoring.ScoredChunk;
import org.simbastream.state.stream.Baseline;

/** An open window is small, however long the records are. */
class TextLimitTest {

  private static final int RECORD_CHARACTERS = 1 << 20;

  @ParameterizedTest
  @CsvSource({"10, 10, 300000, 4096", "1000, 1000, 1300000, 524"})
  void aWindowOfLongRecordsIsSmallAndItsSummaryMarksWhereTheyAreCut(
      int highlights, int newPatterns, int mostBytes, int charactersOfOne) throws IOException {
    WindowContent content = WindowContent.empty(1, 1);
    for (int i = 0; i < 60; i++) {
      String text = "kind" + (char) ('a' + i % 26) + (char) ('a' + i / 26) + " failed ";
      content = plus(content, text + "x".repeat(RECORD_CHARACTERS), highlights, newPatterns);
    }
    DataOutputSerializer out = new DataOutputSerializer(64);
    WindowContentSerializer.INSTANCE.serialize(content, out);
    assertThat(out.length()).isLessThan(mostBytes);

    WindowSummary summary = new Summarizer(highlights, "m").summary("k", 0, 1, content, "");
    assertThat(summary.highlights())
        .hasSizeGreaterThanOrEqualTo(10)
        .allSatisfy(h -> assertThat(h.text()).hasSize(charactersOfOne).endsWith("x…"));
    assertThat(summary.newPatterns())
        .hasSizeGreaterThanOrEqualTo(10)
        .allSatisfy(text -> assertThat(text).hasSize(charactersOfOne).startsWith("kind"));
    assertThat(summary.gist()).allSatisfy(word -> assertThat(word).hasSizeLessThan(2_100));
  }

  @Test
  void aRestoredWindowWithWholeTextsShrinksWithItsNextChunk() {
    String text = "disk full " + "y".repeat(RECORD_CHARACTERS);
    ScoredRecord whole = scored(text);
    long pattern = RecordPattern.of(text).id();
    WindowContent then =
        new WindowContent(
            1,
            1,
            OpCounts.none(1),
            1,
            Map.of(pattern, 1L),
            Map.of(),
            List.of(),
            TopicWords.NONE,
            List.of(new Candidate(pattern, pattern, 1, whole)),
            List.of());
    WindowContent now = plus(then, "another line", 10, 10);
    assertThat(now.candidates())
        .extracting(c -> c.best().text().length())
        .containsExactlyInAnyOrder(TextLimit.MAX_CHARACTERS, "another line".length());
  }

  @Test
  void aSurrogatePairStaysWhole() {
    String faces = "\uD83D\uDE00".repeat(10); // 20 characters
    assertThat(TextLimit.of(faces, 20)).isEqualTo(faces);
    assertThat(TextLimit.of(faces, 11)).isEqualTo("\uD83D\uDE00".repeat(5) + "…");
    assertThat(TextLimit.of(faces, 12)).isEqualTo("\uD83D\uDE00".repeat(5) + "…");
    assertThat(TextLimit.of(TextLimit.of(faces, 11), 11)).isEqualTo(TextLimit.of(faces, 11));
  }

  @Test
  void reasonsBehindTheCutAreLeftOut() {
    Deviation before = new Deviation(Deviation.Kind.VALUE, 2, 4, 5, "");
    Deviation behind = new Deviation(Deviation.Kind.VALUE, 30, 34, 5, "");
    Deviation whole = Deviation.ofRecord(Deviation.Kind.PATTERN, 5);
    ScoredRecord record =
        new ScoredRecord(
            "key",
            Position.NONE,
            0,
            "x".repeat(40),
            5,
            1,
            1,
            7,
            true,
            false,
            List.of(before, behind, whole));
    assertThat(TextLimit.of(record, 20).why()).containsExactly(before, whole);
    assertThat(TextLimit.of(record, 40).why()).hasSize(3);
  }

  private static WindowContent plus(
      WindowContent content, String text, int highlights, int newPatterns) {
    ScoredChunk chunk =
        new ScoredChunk(
            List.of(new ScoredChunk.Entry(scored(text), RecordPattern.of(text).id(), true)),
            KeyHistory.NONE,
            Baseline.NONE);
    return content.plus(chunk, OpCounts.none(1), 1, highlights, newPatterns);
  }

  private static ScoredRecord scored(String text) {
    return new ScoredRecord("key", Position.NONE, 0, text, 5, 1, 1, 7, true, false, List.of());
  }
}
