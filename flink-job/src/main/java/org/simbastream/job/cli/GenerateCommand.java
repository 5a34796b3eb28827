package org.simbastream.job.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.concurrent.Callable;
import org.simbastream.model.generation.GreedyGenerator;
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
      "Goes on from a prompt, greedily: always the likeliest token, dense.",
      "",
      "Example: simba generate --prompt 'INFO dfs.DataNode: Received block' --max-tokens 20"
    })
final class GenerateCommand implements Callable<Integer> {

  @Mixin private ModelOption model;

  @ArgGroup(multiplicity = "1")
  private InputTokens input;

  @Option(
      names = "--max-tokens",
      paramLabel = "N",
      defaultValue = "64",
      description = "Tokens to write; default: ${DEFAULT-VALUE}.")
  private int maxTokens;

  @Option(names = "--json", description = "Print one JSON object: promptIds, ids, text.")
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
    int[] written;
    try (GreedyGenerator generator = new GreedyGenerator(mamba)) {
      StreamMemory memory = new StreamMemory(mamba.configuration().layers());
      written = generator.generate(memory, prompt, maxTokens);
    }
    String text = null;
    try (TextTokenizer tokenizer = mamba.openTokenizer().orElse(null)) {
      text = tokenizer == null ? null : tokenizer.decode(written);
    }
    return json ? toJson(prompt, written, text) : text == null ? Arrays.toString(written) : text;
  }

  private static String toJson(int[] prompt, int[] written, String text) {
    ObjectNode object = new ObjectMapper().createObjectNode();
    Arrays.stream(prompt).forEach(object.putArray("promptIds")::add);
    Arrays.stream(written).forEach(object.putArray("ids")::add);
    if (text != null) {
      object.put("text", text);
    }
    return object.toString();
  }
}
