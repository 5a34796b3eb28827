package org.simbastream.evaluation.surprisal;

import org.simbastream.model.mamba.MambaModel;
import org.simbastream.model.mamba.StreamMemory;
import org.simbastream.model.recall.Recall;
import org.simbastream.model.recall.RecallState;
import org.simbastream.model.simba.SimbaSettings;

/**
 * Surprisal mixed with predictions from the stream's own past, as in scores below the pruned
 * layers; here above them too.
 */
final class RecalledSurprisals implements SurprisalReader {

  private final SurprisalReader model;
  private final Recall recall;

  RecalledSurprisals(MambaModel model, SimbaSettings pruning) {
    this.model = new ModelSurprisals(model, pruning);
    this.recall = new Recall(model.configuration().vocabSize());
  }

  @Override
  public SurprisalStream newStream() {
    return new RecalledStream(model.newStream(), RecallState.EMPTY, RecallState.EMPTY);
  }

  @Override
  public SurprisalStream fork(SurprisalStream stream) {
    RecalledStream recalled = (RecalledStream) stream;
    return new RecalledStream(model.fork(recalled.stream), recalled.early, recalled.top);
  }

  @Override
  public void close() {
    model.close();
  }

  private final class RecalledStream implements SurprisalStream {

    private final SurprisalStream stream;
    private RecallState early;
    private RecallState top;

    private RecalledStream(SurprisalStream stream, RecallState early, RecallState top) {
      this.stream = stream;
      this.early = early;
      this.top = top;
    }

    @Override
    public TokenSurprisals read(int[] tokens) {
      TokenSurprisals read = stream.read(tokens);
      if (read.early() != null) {
        early = recall.mix(tokens, read.early(), early);
      }
      top = recall.mix(tokens, read.top(), top);
      return read;
    }

    @Override
    public StreamMemory memory() {
      return stream.memory();
    }
  }
}
