package org.simbastream.operators.keyed;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.DoubleSupplier;
import org.apache.flink.streaming.api.operators.KeyContext;
import org.simbastream.model.mamba.ChunkResult;
import org.simbastream.model.mamba.ForwardPass;
import org.simbastream.model.mamba.Outputs;
import org.simbastream.operators.record.PendingRecord;
import org.simbastream.operators.scoring.ChunkScorer;
import org.simbastream.operators.scoring.ChunkTokens;
import org.simbastream.operators.scoring.ReadChunk;
import org.simbastream.operators.scoring.ScoredChunk;
import org.simbastream.state.BundleStates;
import org.simbastream.state.HiddenStateStore;
import org.simbastream.state.StreamState;

/**
 * Runs a bundle: hidden states out of the backend, one forward pass, states back, records scored.
 * Leaves the current key at the last chunk's.
 */
final class BundleRunner {

  /** What a remembered pattern takes: its id, a version, five numbers. */
  private static final int PATTERN_BYTES = 6 * Long.BYTES + 1;

  private final KeyContext keys;
  private final ForwardPass pass;
  private final DoubleSupplier keep;
  private final OptionalInt bos;
  private final Outputs outputs;
  private final HiddenStateStore hidden;
  private final long hiddenBytes;
  private final StreamStart start;
  private final HistoryStore histories;
  private final RecentRecordStore recent;
  private final ChunkScorer scorer;

  /** The stream of a chunk's key, which is the current one, before the chunk. */
  interface StreamStart {

    /**
     * The stream.
     *
     * @param last the share of tokens that the last layer is given
     */
    StreamState begin(String key, double last) throws Exception;
  }

  BundleRunner(
      KeyContext keys,
      ForwardPass pass,
      DoubleSupplier keep,
      OptionalInt bos,
      Outputs outputs,
      HiddenStateStore hidden,
      long hiddenBytes,
      StreamStart start,
      HistoryStore histories,
      RecentRecordStore recent,
      ChunkScorer scorer) {
    this.keys = keys;
    this.pass = pass;
    this.keep = keep;
    this.bos = bos;
    this.outputs = outputs;
    this.hidden = hidden;
    this.hiddenBytes = hiddenBytes;
    this.start = start;
    this.histories = histories;
    this.recent = recent;
    this.scorer = scorer;
  }

  /**
   * What a chunk became.
   *
   * @param keepLast the share of its tokens that the last layer was given
   * @param size the state of its key after it
   */
  record Finished(
      ClosedChunk chunk, double keepLast, ChunkResult result, ScoredChunk scored, StateSize size) {}

  List<Finished> run(List<ClosedChunk> chunks) throws Exception {
    double last = keep.getAsDouble(); // asked once: a bundle's chunks are all read alike
    List<String> chunkKeys = new ArrayList<>(chunks.size());
    List<StreamState> streams = new ArrayList<>(chunks.size());
    List<int[]> tokens = new ArrayList<>(chunks.size());
    for (ClosedChunk chunk : chunks) {
      keys.setCurrentKey(chunk.key());
      StreamState stream = start.begin(chunk.key(), last);
      chunkKeys.add(chunk.key());
      streams.add(stream);
      tokens.add(
          ChunkTokens.of(chunk.records(), ChunkTokens.prefix(stream.tokensRead(), bos), bos));
    }
    BundleStates states = hidden.bundle(chunkKeys, streams);
    List<ChunkResult> results = pass.run(tokens, states, outputs, pass.settings().withLast(last));
    List<Finished> finished = new ArrayList<>(chunks.size());
    for (int i = 0; i < chunks.size(); i++) {
      finished.add(
          finish(chunks.get(i), last, streams.get(i), results.get(i), states.recallBytes(i)));
    }
    return finished;
  }

  private Finished finish(
      ClosedChunk chunk, double keepLast, StreamState stream, ChunkResult result, long recallBytes)
      throws Exception {
    keys.setCurrentKey(chunk.key());
    List<PendingRecord> records = chunk.records();
    int prefix = ChunkTokens.prefix(stream.tokensRead(), bos);
    ScoredChunk scored =
        scorer.score(
            new ReadChunk(records, prefix, result),
            histories.history(),
            stream.surprisal(),
            histories);
    hidden.putStream(
        withoutUnread(stream.after(result.depth().length)).withSurprisal(scored.surprisal()));
    histories.putHistory(scored.history().heardAt(chunk.closedAt()));
    long moved = hiddenBytes + recallBytes;
    long held =
        moved + (long) PATTERN_BYTES * scored.history().remembered() + recent.append(records);
    return new Finished(chunk, keepLast, result, scored, new StateSize(moved, held));
  }

  /** Readout and recall that are switched off are not to go on from here when switched on. */
  private StreamState withoutUnread(StreamState stream) {
    if (!outputs.recall()) {
      hidden.forgetRecall();
    }
    return outputs.surprisal() ? stream : stream.withExitResidual(null);
  }
}
