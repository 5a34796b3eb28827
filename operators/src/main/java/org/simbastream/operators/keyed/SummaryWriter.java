package org.simbastream.operators.keyed;

import java.util.Arrays;
import java.util.List;
import org.simbastream.model.checkpoint.CheckpointException;
import org.simbastream.model.generation.StopStrings;
import org.simbastream.model.generation.TokenChoice;
import org.simbastream.model.generation.TokenGenerator;
import org.simbastream.model.mamba.LayerState;
import org.simbastream.model.mamba.MambaModel;
import org.simbastream.model.mamba.StreamMemory;
import org.simbastream.model.text.TextTokenizer;
import org.simbastream.operators.settings.OperatorSettings;
import org.simbastream.operators.text.RecordTokenizer;
import org.simbastream.state.HiddenStateStore;

/**
 * Writes a text about a stream with the model, for checkpoints trained to do so. It generates
 * greedily from a copy of the stream's hidden state and a prompt, up to the end of a line; the
 * stream's own state does not change.
 */
final class SummaryWriter implements AutoCloseable {

  private final HiddenStateStore hidden;
  private final int layers;
  private final int width;
  private final boolean reader; // whether the model reads only what was not expected
  private final List<Integer> ends; // the model's tokens for it
  private final int maxTokens;
  private final TextTokenizer tokenizer;
  private final int[] prompt; // (tokens)
  private final StopStrings endOfLine;
  private final TokenGenerator generator;

  private SummaryWriter(
      OperatorSettings.SummaryText settings,
      MambaModel model,
      TextTokenizer tokenizer,
      HiddenStateStore hidden) {
    this.hidden = hidden;
    this.layers = model.configuration().layers();
    this.width = model.configuration().dModel();
    this.reader = model.configuration().readerThreshold().isPresent();
    this.ends = model.configuration().eosTokenIds();
    this.maxTokens = settings.maxTokens();
    this.tokenizer = tokenizer;
    this.prompt = tokenizer.encodePrompt(settings.prompt());
    if (prompt.length == 0) {
      throw new CheckpointException(
          "its tokenizer makes no tokens of the summaries' prompt: give another prompt in"
              + " simba.window.text.prompt");
    }
    this.endOfLine = new StopStrings(tokenizer, List.of("\n"));
    this.generator = new TokenGenerator(model);
  }

  /**
   * Opens a writer; null if the settings ask for no text.
   *
   * @throws CheckpointException if the model has no tokenizer, or none that reads the prompt
   */
  static SummaryWriter open(OperatorSettings settings, MambaModel model, HiddenStateStore hidden) {
    OperatorSettings.SummaryText text = settings.window().text();
    return text.maxTokens() == 0
        ? null
        : new SummaryWriter(text, model, RecordTokenizer.tokenizerOf(settings.model()), hidden);
  }

  /**
   * The text that the model writes about the current key's stream; empty if it has read no records
   * of it.
   */
  String write() {
    if (hidden.layer(0) == null || hidden.isOfAnotherModel()) {
      return "";
    }
    StreamMemory fork = new StreamMemory(layers);
    for (int layer = 0; layer < layers; layer++) {
      LayerState state = hidden.layer(layer);
      if (state != null) {
        fork.putLayer(0, layer, state);
      }
    }
    if (reader) {
      fork.putRecall(0, hidden.recall());
      fork.putTopResidual(0, new float[width]); // should the gate skip the whole prompt
    }
    int[] written =
        generator.generate(
            fork,
            prompt,
            maxTokens,
            TokenChoice.GREEDY,
            tokens -> isEnd(tokens) || endOfLine.test(tokens));
    int[] told = isEnd(written) ? Arrays.copyOf(written, written.length - 1) : written;
    return endOfLine.cut(tokenizer.decode(told)).strip();
  }

  private boolean isEnd(int[] tokens) {
    return ends.contains(tokens[tokens.length - 1]);
  }

  @Override
  public void close() {
    generator.close();
    tokenizer.close();
  }
}
