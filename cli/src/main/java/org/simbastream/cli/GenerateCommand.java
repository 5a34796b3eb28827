package org.simbastream.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import org.simbastream.model.generation.StopStrings;
import org.simbastream.model.generation.TokenGenerator;
import org.simbastream.model.mamba.MambaModel;
import org.simbastream.model.mamba.StreamMemory;
import org.simbastream.model.text.TextTokenizer;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "generate",
    description = {
      "Continues a prompt with the dense model: writes the likeliest token each time, or with"
          + " --temperature one drawn from the model's distribution.",
      "",
      "Examples: simba generate --prompt 'INFO dfs.DataNode: Received block' --max-tokens 20",
      "          simba generate --prompt 'INFO ' --temperature 0.8 --top-p 0.95 --seed 3"
          + " --stop $'\\n'"
    })
final class GenerateCommand implements Callable<Integer> {

  @Mixin private ModelOption model;

  @ArgGroup(multiplicity = "1")
  private InputTokens input;

  @Option(
      names = "--max-tokens",
      paramLabel = "N",
      defaultValue = "64",
      description = "The number of tokens to write; default: ${DEFAULT-VALUE}.")
  private int maxTokens;

  @Mixin private SamplingOptions sampling;

  @Option(
      names = "--stop",
      paramLabel = "TEXT",
      description =
          "A text at which writing stops; it is not printed. Can be repeated; needs the model's"
              + " tokenizer.")
  private List<String> stops = List.of();

  @Option(names = "--json", description = "Print one JSON object: promptIds, ids, text, stopped.")
  private boolean json;

  private final PrintStream out;

  GenerateCommand(PrintStream out) {
    this.out = out;
  }

  @Override
  public Integer call() {
    if (maxTokens < 0) {
      throw new IllegalArgumentException("--max-tokens is " + maxTokens + ": give 0 or more");
    }
    out.println(model.use(this::generate));
    return 0;
  }

  private String generate(MambaModel mamba) {
    int[] prompt = input.asPrompt(mamba);
    if (prompt.length == 0) {
      throw new IllegalArgumentException("the prompt is empty: give at least one token");
    }
    try (TextTokenizer tokenizer = mamba.openTokenizer().orElse(null)) {
      if (tokenizer == null && !stops.isEmpty()) {
        throw new IllegalArgumentException(
            "--stop is given, but the model has no tokenizer.json to find it with: remove --stop,"
                + " or use a model with a tokenizer");
      }
      StopStrings stop = new StopStrings(tokenizer, stops);
      int[] written = write(mamba, prompt, stop);
      boolean stopped = stop.test(written);
      String text = tokenizer == null ? null : stop.cut(tokenizer.decode(written));
      return json
          ? toJson(prompt, written, text, stopped)
          : text == null ? Arrays.toString(written) : text;
    }
  }

  private int[] write(MambaModel mamba, int[] prompt, StopStrings stop) {
    try (TokenGenerator generator = new TokenGenerator(mamba)) {
      StreamMemory memory = new StreamMemory(mamba.configuration().layers());
      return generator.generate(memory, prompt, maxTokens, sampling.choice(), stop);
    }
  }

  private static String toJson(int[] prompt, int[] written, String text, boolean stopped) {
    ObjectNode object = new ObjectMapper().createObjectNode();
    Arrays.stream(prompt).forEach(object.putArray("promptIds")::add);
    Arrays.stream(written).forEach(object.putArray("ids")::add);
    if (text != null) {
      object.put("text", text);
    }
    object.put("stopped", stopped);
    return object.toString();
  }
}
