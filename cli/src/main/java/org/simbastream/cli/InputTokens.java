package org.simbastream.cli;

import org.simbastream.job.trace.StreamTokens;
import org.simbastream.model.mamba.MambaModel;
import org.simbastream.model.text.TextTokenizer;
import picocli.CommandLine.Option;

/** The tokens that a command reads: given as ids, or as the text of a stream. */
final class InputTokens {

  @Option(
      names = {"--text", "--prompt"},
      paramLabel = "TEXT",
      required = true,
      description = "A text; the model reads its first token (BOS) before it.")
  private String text;

  @Option(
      names = "--ids",
      paramLabel = "ID,…",
      split = ",",
      required = true,
      description = "Token ids; the model reads exactly these.")
  private int[] ids;

  /**
   * The tokens as a stream reads them: each line of the text plus a line feed, empty ones skipped,
   * after the model's first token; ids as they are.
   */
  int[] asStream(MambaModel model) {
    if (ids != null) {
      return ids;
    }
    try (TextTokenizer tokenizer = ModelOption.tokenizer(model)) {
      return StreamTokens.of(model, tokenizer, text);
    }
  }

  /** The tokens of a text that goes on: the text as it is, after the model's first token. */
  int[] asPrompt(MambaModel model) {
    if (ids != null) {
      return ids;
    }
    try (TextTokenizer tokenizer = ModelOption.tokenizer(model)) {
      return StreamTokens.ofPrompt(model, tokenizer, text);
    }
  }
}
