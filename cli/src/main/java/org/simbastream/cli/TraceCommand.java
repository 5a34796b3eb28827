package org.simbastream.cli;

import java.io.PrintStream;
import java.util.concurrent.Callable;
import org.simbastream.job.trace.Trace;
import org.simbastream.job.trace.Tracer;
import org.simbastream.model.mamba.MambaModel;
import org.simbastream.model.mamba.Outputs;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "trace",
    description = {
      "Prints which tokens each layer kept, as one JSON object.",
      "",
      "Its fields: ids; chunks[] with kept (positions within the chunk, by layer), impact (by"
          + " layer, in the order of kept) and lastLogits; workRatio; with --state the final conv"
          + " (dConv - 1, channels; oldest first) and ssm (dInner, dState), by layer.",
      "",
      "A reader's chunks also have gate: skipped (positions of the tokens that were not read); and"
          + " by token expected (the token that was surely expected, -1 for none), trust (how often"
          + " that comes true on this stream) and candidates (one of each source, -1 for none).",
      "",
      "Example: simba trace --chunk 16 --keep 0.25 --text 'disk full on node 7' | jq"
          + " '.chunks[].kept'"
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
          "The size of each chunk, exactly, in tokens; with several sizes the last one repeats;"
              + " default: ${DEFAULT-VALUE}.")
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
    Trace trace = Tracer.run(mamba, pruning.settings(), ids, chunkSizes, EVERYTHING);
    TraceJson json = new TraceJson(mamba.configuration(), ids);
    trace.chunks().forEach(json::chunk);
    return json.finish(trace.work().ratio(), state ? trace.memory() : null);
  }
}
