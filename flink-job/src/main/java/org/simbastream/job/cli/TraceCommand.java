package org.simbastream.job.cli;

import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.Callable;
import org.simbastream.model.mamba.ChunkResult;
import org.simbastream.model.mamba.ForwardPass;
import org.simbastream.model.mamba.MambaModel;
import org.simbastream.model.mamba.Outputs;
import org.simbastream.model.mamba.StreamMemory;
import org.simbastream.model.mamba.Work;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "trace",
    description = {
      "Shows what Simba kept and skipped, token by token and layer by layer, as one JSON object.",
      "",
      "ids; chunks[] with kept (places within the chunk, by layer), impact (by layer, in the order"
          + " of kept) and lastLogits; workRatio; with --state the final conv (dConv - 1, channels;"
          + " oldest first) and ssm (dInner, dState), by layer.",
      "",
      "Example: simba trace --chunk 16 --keep 0.25 --text 'disk full on node 7' | jq '.chunks[].kept'"
    })
final class TraceCommand implements Callable<Integer> {

  private static final Outputs EVERYTHING = new Outputs(false, true, true);

  @Mixin private ModelOption model;
  @Mixin private PruningOptions pruning;

  @ArgGroup(multiplicity = "1")
  private InputTokens input;

  @Option(
      names = "--chunk",
      paramLabel = "N[,N…]",
      split = ",",
      defaultValue = "256",
      description =
          "Cut into chunks of exactly so many tokens; of several counts the last repeats; default:"
              + " ${DEFAULT-VALUE}.")
  private int[] chunkSizes;

  @Option(names = "--state", description = "Print the final hidden state as well.")
  private boolean state;

  private final PrintStream out;

  TraceCommand(PrintStream out) {
    this.out = out;
  }

  @Override
  public Integer call() {
    out.println(model.use(this::trace));
    return 0;
  }

  private String trace(MambaModel mamba) {
    int[] ids = input.asStream(mamba);
    StreamMemory memory = new StreamMemory(mamba.configuration().layers());
    TraceJson json = new TraceJson(mamba.configuration(), ids);
    Work work = Work.none(mamba.configuration().layers());
    try (ForwardPass pass = mamba.newForwardPass(pruning.settings())) {
      for (int[] chunk : ChunkSizes.cut(ids, chunkSizes)) {
        ChunkResult result = pass.run(List.of(chunk), memory, EVERYTHING).get(0);
        json.chunk(result);
        work = work.plus(result.work());
      }
    }
    return json.finish(work.ratio(), state ? memory : null);
  }
}
