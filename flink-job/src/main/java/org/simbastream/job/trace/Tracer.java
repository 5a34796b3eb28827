package org.simbastream.job.trace;

import java.util.ArrayList;
import java.util.List;
import org.simbastream.model.mamba.ChunkResult;
import org.simbastream.model.mamba.ForwardPass;
import org.simbastream.model.mamba.MambaModel;
import org.simbastream.model.mamba.OpCounts;
import org.simbastream.model.mamba.Outputs;
import org.simbastream.model.mamba.StreamMemory;
import org.simbastream.model.simba.SimbaSettings;

/** Reads tokens as a new stream and records which of them each layer kept. */
public final class Tracer {

  private Tracer() {}

  /**
   * Reads tokens.
   *
   * @param ids token ids, all below the model's vocabulary
   * @param chunkSizes the chunks' exact sizes in tokens; the last one repeats
   * @param outputs further outputs to compute
   * @throws IllegalArgumentException if an id or a chunk's size is out of range
   */
  public static Trace run(
      MambaModel model, SimbaSettings pruning, int[] ids, int[] chunkSizes, Outputs outputs) {
    StreamMemory memory = new StreamMemory(model.configuration().layers());
    OpCounts work = OpCounts.none(model.configuration().layers());
    List<ChunkResult> results = new ArrayList<>();
    try (ForwardPass pass = model.newForwardPass(pruning)) {
      for (int[] chunk : ChunkSizes.cut(ids, chunkSizes)) {
        ChunkResult result = pass.run(chunk, memory, outputs);
        results.add(result);
        work = work.plus(result.work());
      }
    }
    return new Trace(results, work, memory);
  }
}
