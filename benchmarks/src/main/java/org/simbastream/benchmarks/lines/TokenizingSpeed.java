package org.simbastream.benchmarks.lines;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.simbastream.model.checkpoint.Checkpoint;
import org.simbastream.model.text.TextTokenizer;

/** A model's tokenizer, ours and the library's. */
final class TokenizingSpeed implements AutoCloseable {

  private final List<String> lines;
  private final TextTokenizer own;
  private final HuggingFaceTokenizer library;

  /** Tokenizers of a checkpoint, for some lines. */
  TokenizingSpeed(Path model, List<String> lines) {
    this.lines = lines;
    Checkpoint checkpoint = Checkpoint.open(model);
    this.own = TextTokenizer.open(checkpoint.tokenizer(), checkpoint.configuration().vocabSize());
    try {
      this.library =
          HuggingFaceTokenizer.newInstance(
              checkpoint.tokenizer(),
              Map.of("modelMaxLength", Integer.toString(Integer.MAX_VALUE)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The mean number of tokens of a line.
   *
   * @throws IllegalStateException if ours are not the library's
   */
  double tokensPerLine() {
    long tokens = 0;
    for (String line : lines) {
      int[] ours = own.encode(line);
      int[] librarys =
          Arrays.stream(library.encode(line, false, false).getIds())
              .mapToInt(Math::toIntExact)
              .toArray();
      if (!Arrays.equals(ours, librarys)) {
        throw new IllegalStateException("other tokens than the library's: " + line);
      }
      tokens += ours.length;
    }
    return (double) tokens / lines.size();
  }

  double ownMicroseconds() {
    return ThreadTime.microseconds(() -> lines.forEach(own::encode)) / lines.size();
  }

  double librarysMicroseconds() {
    return ThreadTime.microseconds(() -> lines.forEach(line -> library.encode(line, false, false)))
        / lines.size();
  }

  @Override
  public void close() {
    library.close();
    own.close();
  }
}
