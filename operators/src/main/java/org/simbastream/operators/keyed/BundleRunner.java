package org.simbastream.operators.keyed;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.DoubleSupplier;
import org.apache.flink.streaming.api.operators.KeyContext;
import org.simbastream.model.mamba.ChunkResult;
import org.simbastream.model.mamba.ForwardPass;
import org.simbastream.model.mamba.Outputs;
import org.simbastream.records.PendingRecord;
import org.simbastream.scoring.ChunkScorer;
import org.simbastream.scoring.ChunkTokens;
import org.simbastream.scoring.ReadChunk;
import org.simbastream.scoring.ScoredChunk;
import org.simbastream.state.BundleStates;
import org.simbastream.state.HiddenStateStore;
import org.simbastream.state.stream.KeyedStreamState;
import org.simbastream.state.stream.StreamState;

/**
 * Runs a bundle: reads the hidden states from the backend, runs one forward pass, writes the states
 * back and scores the records. The current key is then that of the last chunk.
 */
final class BundleRunner {

  /**
   * The bytes that a remembered pattern takes without what its records cost: its id, a version, six
   * numbers, and whether it has costs.
   */
  private static final int PATTERN_BYTES = 7 * Long.BYTES + 2;

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
     * @param last the share of tokens that the last layer reads
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
   * A chunk that the model has read.
   *
   * @param keepLast the share of its tokens that the last layer read
   * @param size the size of its key's state after it
   */
  record Finished(
      ClosedChunk chunk, double keepLast, ChunkResult result, ScoredChunk scored, StateSize size) {

    /** The same chunk with its records scored otherwise. */
    Finished withScored(ScoredChunk otherwise) {
      return new Finished(chunk, keepLast, result, otherwise, size);
    }
  }

  List<Finished> run(List<ClosedChunk> chunks) throws Exception {
    double last = keep.getAsDouble(); // read once per bundle: all its chunks have the same share
    List<KeyedStreamState> streams = new ArrayList<>(chunks.size());
    List<int[]> tokens = new ArrayList<>(chunks.size());
    for (ClosedChunk chunk : chunks) {
      keys.setCurrentKey(chunk.key());
      StreamState stream = start.begin(chunk.key(), last);
      streams.add(new KeyedStreamState(chunk.key(), stream));
      tokens.add(
          ChunkTokens.of(chunk.records(), ChunkTokens.prefix(stream.tokensRead(), bos), bos));
    }
    BundleStates states = hidden.bundle(streams);
    List<ChunkResult> results = pass.run(tokens, states, outputs, pass.settings().withLast(last));
    List<Finished> finished = new ArrayList<>(chunks.size());
    for (int i = 0; i < chunks.size(); i++) {
      finished.add(
          finish(chunks.get(i), last, states.stream(i), results.get(i), states.recallBytes(i)));
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

  /**
   * Drops the state of readout and recall that are switched off, so that they do not resume from it
   * when they are switched on again.
   */
  private StreamState withoutUnread(StreamState stream) {
    if (!outputs.recall()) {
      hidden.forgetRecall();
    }
    return outputs.surprisal() ? stream : stream.withExitResidual(null);
  }
}
