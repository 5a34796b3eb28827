package org.simbastream.evaluation.surprisal;

import org.simbastream.model.mamba.ChunkResult;
import org.simbastream.model.mamba.ForwardPass;
import org.simbastream.model.mamba.MambaModel;
import org.simbastream.model.mamba.Outputs;
import org.simbastream.model.mamba.StreamMemory;
import org.simbastream.model.simba.SimbaSettings;

/** Surprisal of the model alone. */
final class ModelSurprisals implements SurprisalReader {

  private final ForwardPass pass;
  private final int layers;

  ModelSurprisals(MambaModel model, SimbaSettings pruning) {
    this.pass = model.newForwardPass(pruning);
    this.layers = model.configuration().layers();
  }

  @Override
  public SurprisalStream newStream() {
    return new ModelStream(new StreamMemory(layers));
  }

  @Override
  public SurprisalStream fork(SurprisalStream stream) {
    return new ModelStream(stream.memory().fork());
  }

  @Override
  public void close() {
    pass.close();
  }

  private final class ModelStream implements SurprisalStream {

    private final StreamMemory memory;

    private ModelStream(StreamMemory memory) {
      this.memory = memory;
    }

    @Override
    public TokenSurprisals read(int[] tokens) {
      ChunkResult result = pass.run(tokens, memory, Outputs.BOTH_SURPRISALS);
      return new TokenSurprisals(result.surprisal(), result.topSurprisal(), result.work());
    }

    @Override
    public StreamMemory memory() {
      return memory;
    }
  }
}
