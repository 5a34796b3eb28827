package org.simbastream.operators.keyed;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.apache.flink.streaming.api.operators.KeyContext;
import org.simbastream.model.mamba.ChunkResult;
import org.simbastream.model.mamba.ForwardPass;
import org.simbastream.model.mamba.Outputs;
import org.simbastream.operators.load.KeepInForce;
import org.simbastream.operators.record.PendingRecord;
import org.simbastream.operators.scoring.ChunkScorer;
import org.simbastream.operators.scoring.ChunkTokens;
import org.simbastream.operators.scoring.ReadChunk;
import org.simbastream.operators.scoring.ScoredChunk;
import org.simbastream.state.HiddenStateStore;
import org.simbastream.state.StreamState;

/**
 * Runs a bundle: hidden states out of the backend, one forward pass, states back, records scored.
 * Leaves the current key at the last chunk's.
 */
final class BundleRunner {

  private final KeyContext keys;
  private final ForwardPass pass;
  private final KeepInForce keep;
  private final OptionalInt bos;
  private final Outputs outputs;
  private final HiddenStateStore hidden;
  private final HistoryStore histories;
  private final ChunkScorer scorer;

  BundleRunner(
      KeyContext keys,
      ForwardPass pass,
      KeepInForce keep,
      OptionalInt bos,
      Outputs outputs,
      HiddenStateStore hidden,
      HistoryStore histories,
      ChunkScorer scorer) {
    this.keys = keys;
    this.pass = pass;
    this.keep = keep;
    this.bos = bos;
    this.outputs = outputs;
    this.hidden = hidden;
    this.histories = histories;
    this.scorer = scorer;
  }

  /**
   * What a chunk became.
   *
   * @param keepLast the share of its tokens that the last layer was given
   */
  record Finished(ClosedChunk chunk, double keepLast, ChunkResult result, ScoredChunk scored) {}

  List<Finished> run(List<ClosedChunk> chunks) throws Exception {
    List<String> chunkKeys = new ArrayList<>(chunks.size());
    List<StreamState> streams = new ArrayList<>(chunks.size());
    List<int[]> tokens = new ArrayList<>(chunks.size());
    for (ClosedChunk chunk : chunks) {
      keys.setCurrentKey(chunk.key());
      StreamState stream = hidden.stream();
      chunkKeys.add(chunk.key());
      streams.add(stream);
      tokens.add(
          ChunkTokens.of(chunk.records(), ChunkTokens.prefix(stream.tokensRead(), bos), bos));
    }
    double last = keep.last(); // asked once: a bundle's chunks are all read alike
    List<ChunkResult> results =
        pass.run(
            tokens, hidden.bundle(chunkKeys, streams), outputs, pass.settings().withLast(last));
    List<Finished> finished = new ArrayList<>(chunks.size());
    for (int i = 0; i < chunks.size(); i++) {
      finished.add(finish(chunks.get(i), last, streams.get(i), results.get(i)));
    }
    return finished;
  }

  private Finished finish(
      ClosedChunk chunk, double keepLast, StreamState stream, ChunkResult result) throws Exception {
    keys.setCurrentKey(chunk.key());
    List<PendingRecord> records = chunk.records();
    int prefix = ChunkTokens.prefix(stream.tokensRead(), bos);
    ScoredChunk scored =
        scorer.score(
            new ReadChunk(records, prefix, result),
            histories.history(),
            stream.surprisal(),
            histories);
    hidden.putStream(stream.after(result.depth().length).withSurprisal(scored.surprisal()));
    histories.putHistory(scored.history());
    return new Finished(chunk, keepLast, result, scored);
  }
}
