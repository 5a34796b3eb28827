package org.simbastream.model.text;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.simbastream.model.checkpoint.CheckpointException;

/**
 * A Hugging Face {@code tokenizer.json}: text to token ids, without special tokens, without
 * truncation.
 */
public final class TextTokenizer implements AutoCloseable {

  private final HuggingFaceTokenizer tokenizer;
  private final int vocabSize;

  private TextTokenizer(HuggingFaceTokenizer tokenizer, int vocabSize) {
    this.tokenizer = tokenizer;
    this.vocabSize = vocabSize;
  }

  /**
   * Opens a tokenizer.
   *
   * @param vocabSize how many words the model knows
   * @throws CheckpointException if the file can't be used
   */
  public static TextTokenizer open(Path file, int vocabSize) {
    try {
      TokenizerFile.check(file);
      HuggingFaceTokenizer tokenizer =
          HuggingFaceTokenizer.newInstance(
              file,
              Map.of(
                  "addSpecialTokens", "false",
                  "truncation", "false",
                  "padding", "false",
                  "modelMaxLength", Integer.toString(Integer.MAX_VALUE)));
      return new TextTokenizer(tokenizer, vocabSize);
    } catch (CheckpointException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw new CheckpointException(file + " is not a usable tokenizer: " + e.getMessage(), e);
    }
  }

  /**
   * The token ids of a text.
   *
   * @throws IllegalStateException if the tokenizer knows words that the model does not
   */
  public int[] encode(String text) {
    Encoding encoding = tokenizer.encode(text, false, false);
    long[] ids = encoding.getIds();
    int[] tokens = new int[ids.length]; // (tokens)
    for (int i = 0; i < ids.length; i++) {
      if (ids[i] < 0 || ids[i] >= vocabSize) {
        throw new IllegalStateException(
            "the tokenizer gives word " + ids[i] + ", the model knows " + vocabSize);
      }
      tokens[i] = (int) ids[i];
    }
    return tokens;
  }

  /** The text of token ids. */
  public String decode(int[] tokens) {
    long[] ids = new long[tokens.length];
    for (int i = 0; i < tokens.length; i++) {
      ids[i] = tokens[i];
    }
    return tokenizer.decode(ids, false);
  }

  @Override
  public void close() {
    tokenizer.close();
  }
}
