package org.simbastream.model.text;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.simbastream.annotation.PublicApi;
import org.simbastream.model.checkpoint.CheckpointException;
import org.simbastream.text.bpe.BytePairEncoder;
import org.simbastream.text.bpe.BytePairFile;

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

  private final LibraryTokenizer library;
  private final BytePairEncoder own; // null if only the library reads texts
  private final TokenBoundaries cuts;
  private final int vocabSize;

  private TextTokenizer(
      LibraryTokenizer library, BytePairEncoder own, TokenBoundaries cuts, int vocabSize) {
    this.library = library;
    this.own = own;
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
      TokenizerParts parts = TokenizerParts.of(json);
      BytePairEncoder own = BytePairFile.read(json).orElse(null);
      LibraryTokenizer library = new LibraryTokenizer(json, parts);
      if (own == null || !own.readsAll()) {
        library.load();
      }
      return new TextTokenizer(library, own, TokenBoundaries.of(parts), vocabSize);
    } catch (CheckpointException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw new CheckpointException(file + " is not a usable tokenizer: " + e.getMessage(), e);
    }
  }

  /**
   * The token ids of a text.
   *
   * @throws IllegalStateException if the tokenizer gives ids outside the model's vocabulary
   */
  public int[] encode(String text) {
    Optional<int[]> tokens = own == null ? Optional.empty() : own.encode(text);
    return tokens.map(this::checked).orElseGet(() -> checked(library.encodePlain(text)));
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
    return checked(library.encodeWhole(text));
  }

  private int[] checked(long[] ids) {
    int[] tokens = new int[ids.length]; // (tokens)
    for (int i = 0; i < ids.length; i++) {
      check(ids[i]);
      tokens[i] = (int) ids[i];
    }
    return tokens;
  }

  private int[] checked(int[] tokens) {
    for (int token : tokens) {
      check(token);
    }
    return tokens;
  }

  private void check(long id) {
    if (id < 0 || id >= vocabSize) {
      throw new IllegalStateException(
          "the tokenizer gives token id "
              + id
              + ", but the model's vocabulary has only "
              + vocabSize);
    }
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
    return library.decode(ids);
  }

  @Override
  public void close() {
    library.close();
  }
}
