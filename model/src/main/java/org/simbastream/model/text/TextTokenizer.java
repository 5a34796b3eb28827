package org.simbastream.model.text;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.simbastream.annotation.PublicApi;
import org.simbastream.model.checkpoint.CheckpointException;

/**
 * A Hugging Face {@code tokenizer.json}: text to token ids, without truncation. Special tokens in a
 * text, such as {@code <|endoftext|>}, are read as plain characters, so that the author of a text
 * can't end a stream. Only {@link #encodePrompt} recognises special tokens.
 */
@PublicApi
public final class TextTokenizer implements AutoCloseable {

  /**
   * The number of characters per token that are tried first of a long text; most texts have more
   * tokens than that.
   */
  private static final int TRIED_CHARS = 8;

  /** The factor by which more is tried each time. */
  private static final int GROWTH = 4;

  private final HuggingFaceTokenizer whole; // with its special tokens
  private final HuggingFaceTokenizer plain; // without them; the same tokenizer if it has none
  private final TokenBoundaries cuts;
  private final int vocabSize;

  private TextTokenizer(
      HuggingFaceTokenizer whole, HuggingFaceTokenizer plain, TokenBoundaries cuts, int vocabSize) {
    this.whole = whole;
    this.plain = plain;
    this.cuts = cuts;
    this.vocabSize = vocabSize;
  }

  /**
   * Opens a tokenizer.
   *
   * @param vocabSize the size of the model's vocabulary
   * @throws CheckpointException if the file can't be used
   */
  public static TextTokenizer open(Path file, int vocabSize) {
    try {
      String json = TokenizerFile.read(file);
      HuggingFaceTokenizer whole = load(json);
      try {
        TokenizerParts parts = TokenizerParts.of(json);
        HuggingFaceTokenizer plain =
            parts.hasSpecialTokens() ? load(parts.withoutSpecialTokens()) : whole;
        return new TextTokenizer(whole, plain, TokenBoundaries.of(parts), vocabSize);
      } catch (IOException | RuntimeException e) {
        whole.close();
        throw e;
      }
    } catch (CheckpointException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw new CheckpointException(file + " is not a usable tokenizer: " + e.getMessage(), e);
    }
  }

  private static HuggingFaceTokenizer load(String json) throws IOException {
    return HuggingFaceTokenizer.newInstance(
        new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)),
        Map.of(
            "addSpecialTokens", "false",
            "truncation", "false",
            "padding", "false",
            "modelMaxLength", Integer.toString(Integer.MAX_VALUE)));
  }

  /**
   * The token ids of a text.
   *
   * @throws IllegalStateException if the tokenizer gives ids outside the model's vocabulary
   */
  public int[] encode(String text) {
    return encode(plain, text);
  }

  /**
   * The first token ids of a text: more than {@code moreThan} if it has more, else all. They do not
   * depend on the rest of the text, so only the necessary part of a long text is read, if the
   * tokenizer is of a kind whose texts can be cut safely.
   *
   * @param moreThan the number of tokens to exceed
   * @throws IllegalStateException if the tokenizer gives ids outside the model's vocabulary, and
   *     one is among what was read
   */
  public int[] encodeBeginning(String text, int moreThan) {
    for (long length = (long) moreThan * TRIED_CHARS; length < text.length(); length *= GROWTH) {
      int cut = cuts.next(text, (int) Math.max(1, length));
      if (cut == text.length()) {
        break;
      }
      int[] tokens = encode(text.substring(0, cut));
      if (tokens.length > moreThan) {
        return tokens;
      }
      length = Math.max(length, cut);
    }
    return encode(text);
  }

  /**
   * The token ids of a text in which special tokens are recognised, as models trained for dialogue
   * require.
   *
   * @throws IllegalStateException if the tokenizer gives ids outside the model's vocabulary
   */
  public int[] encodePrompt(String text) {
    return encode(whole, text);
  }

  private int[] encode(HuggingFaceTokenizer tokenizer, String text) {
    Encoding encoding = tokenizer.encode(text, false, false);
    long[] ids = encoding.getIds();
    int[] tokens = new int[ids.length]; // (tokens)
    for (int i = 0; i < ids.length; i++) {
      if (ids[i] < 0 || ids[i] >= vocabSize) {
        throw new IllegalStateException(
            "the tokenizer gives token id "
                + ids[i]
                + ", but the model's vocabulary has only "
                + vocabSize);
      }
      tokens[i] = (int) ids[i];
    }
    return tokens;
  }

  /** The places at which it may cut texts. */
  TokenBoundaries cuts() {
    return cuts;
  }

  /** The text of token ids. */
  public String decode(int[] tokens) {
    long[] ids = new long[tokens.length];
    for (int i = 0; i < tokens.length; i++) {
      ids[i] = tokens[i];
    }
    return whole.decode(ids, false);
  }

  @Override
  public void close() {
    whole.close();
    if (plain != whole) {
      plain.close();
    }
  }
}
