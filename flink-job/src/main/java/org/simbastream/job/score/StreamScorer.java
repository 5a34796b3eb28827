package org.simbastream.job.score;

import java.util.ArrayList;
import java.util.List;
import org.simbastream.model.mamba.ChunkResult;
import org.simbastream.model.mamba.ForwardPass;
import org.simbastream.model.mamba.MambaModel;
import org.simbastream.model.mamba.Outputs;
import org.simbastream.model.mamba.StreamMemory;
import org.simbastream.operators.OperatorSettings;
import org.simbastream.operators.record.PendingRecord;
import org.simbastream.operators.record.ScoredRecord;
import org.simbastream.operators.record.TokenizedRecord;
import org.simbastream.operators.record.WindowSummary;
import org.simbastream.operators.scoring.ChunkScorer;
import org.simbastream.operators.scoring.ChunkTokens;
import org.simbastream.operators.scoring.HeapPatternMemory;
import org.simbastream.operators.scoring.KeyHistory;
import org.simbastream.operators.scoring.ReadChunk;
import org.simbastream.operators.scoring.ScoredChunk;
import org.simbastream.operators.summary.Summarizer;
import org.simbastream.operators.summary.WindowContent;
import org.simbastream.state.Baseline;

/**
 * Reads one stream: what the Simba operator does for a key, with the state in memory. For the same
 * records and settings it gives the same scores, to the last bit, if the caller also finishes a
 * chunk where a window ends.
 */
public final class StreamScorer implements AutoCloseable {

  private final OperatorSettings settings;
  private final MambaModel model;
  private final ForwardPass pass;
  private final Outputs outputs;
  private final StreamMemory memory;
  private final ChunkScorer scorer;
  private final HeapPatternMemory patterns = new HeapPatternMemory();
  private final List<PendingRecord> pending = new ArrayList<>();
  private int pendingTokens;
  private long tokensRead;
  private KeyHistory history = KeyHistory.NONE;
  private Baseline surprisal = Baseline.NONE;
  private WindowContent window;

  /** A scorer of one stream; the model stays the caller's. */
  public StreamScorer(MambaModel model, OperatorSettings settings) {
    this.settings = settings;
    this.model = model;
    this.pass = model.newForwardPass(settings.pruning());
    this.outputs = settings.outputs(model.configuration());
    this.memory = new StreamMemory(model.configuration().layers(), settings.statePrecision());
    this.scorer = new ChunkScorer(settings.maxPatterns());
    startWindow();
  }

  /**
   * Takes a record in.
   *
   * @return the records of the chunk that it closes; none if it closes none
   */
  public List<ScoredRecord> add(TokenizedRecord record) {
    pending.add(new PendingRecord(record, false));
    pendingTokens += record.tokens().length;
    return pendingTokens >= settings.chunk().tokens() ? closeChunk() : List.of();
  }

  /** Closes the open chunk: the end of a window or of the stream. */
  public List<ScoredRecord> finish() {
    return pending.isEmpty() ? List.of() : closeChunk();
  }

  /** The summary of what was scored in this window. */
  public WindowSummary summary(String key, long windowStart, long windowEnd) {
    return new Summarizer(settings.window().highlights(), model.label())
        .summary(key, windowStart, windowEnd, window, "");
  }

  /** Begins another window; {@link #finish} the one before. */
  public void startWindow() {
    window = WindowContent.empty(model.configuration().layers(), settings.pruning().last());
  }

  @Override
  public void close() {
    pass.close();
  }

  private List<ScoredRecord> closeChunk() {
    var bos = model.configuration().bosTokenId();
    int prefix = ChunkTokens.prefix(tokensRead, bos);
    int[] tokens = ChunkTokens.of(pending, prefix, bos);
    ChunkResult result = pass.run(tokens, memory, outputs);
    ScoredChunk scored =
        scorer.score(
            new ReadChunk(List.copyOf(pending), prefix, result), history, surprisal, patterns);
    tokensRead += tokens.length;
    history = scored.history();
    surprisal = scored.surprisal();
    window =
        window.plus(
            scored,
            result.work(),
            settings.pruning().last(),
            settings.window().highlights(),
            settings.window().newPatterns());
    pending.clear();
    pendingTokens = 0;
    return scored.records();
  }
}
