package org.simbastream.model.text;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * The tokenizers library, which is native code: loaded when it is first needed, since much can be
 * done without it, and loading it takes a second of a core. It can be shared by threads.
 */
final class LibraryTokenizer implements AutoCloseable {

  private final String json;
  private final TokenizerParts parts;
  private HuggingFaceTokenizer whole; // with its special tokens; null before it is needed
  private HuggingFaceTokenizer plain; // without them; the same tokenizer if it has none
  private boolean closed;

  /**
   * A tokenizer that is not loaded yet.
   *
   * @param json a checked file
   */
  LibraryTokenizer(String json, TokenizerParts parts) {
    this.json = json;
    this.parts = parts;
  }

  /**
   * Loads it now.
   *
   * @throws IOException if it can't be used
   * @throws RuntimeException if it can't be used
   */
  synchronized void load() throws IOException {
    if (closed) {
      throw new IllegalStateException("the tokenizer is closed");
    }
    if (whole == null) {
      HuggingFaceTokenizer loaded = load(json);
      try {
        plain = parts.hasSpecialTokens() ? load(parts.withoutSpecialTokens()) : loaded;
      } catch (IOException | RuntimeException e) {
        loaded.close();
        throw e;
      }
      whole = loaded;
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

  /** The ids of a text in which special tokens are text too. */
  long[] encodePlain(String text) {
    return ids(loaded(false), text);
  }

  /** The ids of a text in which special tokens are recognised. */
  long[] encodeWhole(String text) {
    return ids(loaded(true), text);
  }

  private static long[] ids(HuggingFaceTokenizer tokenizer, String text) {
    return tokenizer.encode(text, false, false).getIds();
  }

  /** The text of ids. */
  String decode(long[] ids) {
    return loaded(true).decode(ids, false);
  }

  private synchronized HuggingFaceTokenizer loaded(boolean special) {
    try {
      load();
    } catch (IOException e) {
      throw new UncheckedIOException("the tokenizers library can't be loaded", e);
    }
    return special ? whole : plain;
  }

  @Override
  public synchronized void close() {
    closed = true;
    if (whole != null) {
      whole.close();
      if (plain != whole) {
        plain.close();
      }
    }
  }
}
