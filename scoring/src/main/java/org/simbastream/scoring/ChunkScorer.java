package org.simbastream.scoring;

import java.util.ArrayList;
import java.util.List;
import org.simbastream.annotation.Internal;
import org.simbastream.model.mamba.ChunkResult;
import org.simbastream.model.text.TokenBytes;
import org.simbastream.records.Deviation;
import org.simbastream.records.PendingRecord;
import org.simbastream.records.ScoredRecord;
import org.simbastream.records.TokenizedRecord;
import org.simbastream.scoring.deviation.TextCosts;
import org.simbastream.state.stream.Baseline;
import org.simbastream.text.EventText;

/** Computes the depths, the score and its reasons of each record of a chunk from its tokens. */
@Internal
public final class ChunkScorer {

  private final RecordScorer scorer;
  private final TokenBytes bytes; // null if the tokens' places in a text are not known

  /**
   * A scorer.
   *
   * @param maxPatterns patterns, places and words remembered per key at most
   * @param bytes the bytes that the model's tokens stand for; null if this is not known
   */
  public ChunkScorer(int maxPatterns, TokenBytes bytes) {
    this.scorer = new RecordScorer(maxPatterns);
    this.bytes = bytes;
  }

  /**
   * Scores a chunk's records in order, each by the history before it, and adds them to the memory.
   *
   * @param history the key's history before the chunk
   * @param surprisal the key's usual surprisal before the chunk
   * @param memory the key's patterns, updated
   */
  public ScoredChunk score(
      ReadChunk chunk, KeyHistory history, Baseline surprisal, PatternMemory memory) {
    List<ScoredChunk.Entry> entries = new ArrayList<>(chunk.records().size());
    BufferedPatterns patterns = new BufferedPatterns(memory);
    KeyHistory now = history;
    Baseline usual = surprisal;
    int from = chunk.prefix();
    for (PendingRecord pending : chunk.records()) {
      TokenizedRecord record = pending.record();
      int to = from + record.tokens().length;
      double mean = chunk.result().meanSurprisal(from, to);
      int[] depth = chunk.result().depth();
      if (EventText.continuesTrace(record.text(), now.codeLines())) {
        ScoredRecord frame = scored(pending, 0, List.of(), depth, from, to);
        entries.add(new ScoredChunk.Entry(frame, ScoredChunk.TRACE, false));
        int codeLines = EventText.codeLinesAfter(record.text(), now.codeLines());
        now = now.afterTraceLine(record.time(), codeLines);
      } else {
        TextCosts costs = costs(record, chunk.result(), from);
        RecordScore score = scorer.score(record, costs, mean, usual, now, patterns);
        ScoredRecord scored = scored(pending, score.nats(), score.why(), depth, from, to);
        Rarity rarity = score.rarity();
        entries.add(new ScoredChunk.Entry(scored, rarity.id(), rarity.newPattern()));
        now = score.after();
      }
      usual = plus(usual, mean);
      from = to;
    }
    patterns.flush();
    return new ScoredChunk(entries, now, usual);
  }

  private TextCosts costs(TokenizedRecord record, ChunkResult result, int from) {
    return bytes == null || result.surprisal() == null
        ? null
        : TextCosts.of(
            record.text(), record.tokens(), record.truncated(), bytes, result.surprisal(), from);
  }

  /**
   * The usual surprisal after records that the model reads but that are not scored.
   *
   * @param records each record's tokens
   * @param prefix tokens before the first record's
   * @param result the model's results for the prefix and the records
   * @param before the key's usual surprisal before them
   */
  public static Baseline usualAfter(
      List<int[]> records, int prefix, ChunkResult result, Baseline before) {
    Baseline usual = before;
    int from = prefix;
    for (int[] record : records) {
      usual = plus(usual, result.meanSurprisal(from, from + record.length));
      from += record.length;
    }
    return usual;
  }

  private static Baseline plus(Baseline usual, double mean) {
    return Double.isNaN(mean) ? usual : usual.plus(mean);
  }

  private static ScoredRecord scored(
      PendingRecord pending, double score, List<Deviation> why, int[] depth, int from, int to) {
    TokenizedRecord record = pending.record();
    long sum = 0;
    int most = 0;
    for (int i = from; i < to; i++) {
      sum += depth[i];
      most = Math.max(most, depth[i]);
    }
    return new ScoredRecord(
        record.key(),
        record.position(),
        record.time(),
        record.text(),
        score,
        (double) sum / (to - from),
        most,
        to - from,
        record.truncated(),
        pending.late(),
        why,
        record.attributes());
  }
}
