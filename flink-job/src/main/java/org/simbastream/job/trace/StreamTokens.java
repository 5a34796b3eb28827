package org.simbastream.job.trace;

import java.util.Arrays;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.simbastream.formats.RecordText;
import org.simbastream.model.mamba.MambaModel;
import org.simbastream.model.text.TextTokenizer;

/** The tokens of a text as the job reads a stream of its lines. */
public final class StreamTokens {

  private StreamTokens() {}

  /**
   * The tokens of a stream whose records are the lines of a text: each line plus a line feed, empty
   * ones skipped, after the model's first token (BOS).
   */
  public static int[] of(MambaModel model, TextTokenizer tokenizer, String text) {
    return text.lines()
        .map(RecordText::of)
        .filter(line -> !line.isEmpty())
        .map(line -> tokenizer.encode(line + '\n'))
        .reduce(start(model), StreamTokens::concat);
  }

  /**
   * The tokens of a prompt: the text unchanged, with its special tokens, after the model's first
   * token.
   */
  public static int[] ofPrompt(MambaModel model, TextTokenizer tokenizer, String text) {
    return concat(start(model), tokenizer.encodePrompt(RecordText.wellFormed(text)));
  }

  private static int[] start(MambaModel model) {
    OptionalInt bos = model.configuration().bosTokenId();
    return bos.isPresent() ? new int[] {bos.getAsInt()} : new int[0];
  }

  private static int[] concat(int[] a, int[] b) {
    return IntStream.concat(Arrays.stream(a), Arrays.stream(b)).toArray();
  }
}
