package org.simbastream.operators.text;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.simbastream.annotation.PublicApi;
import org.simbastream.model.bundled.ModelLocation;
import org.simbastream.model.checkpoint.Checkpoint;
import org.simbastream.model.checkpoint.CheckpointException;
import org.simbastream.model.text.TextTokenizer;
import org.simbastream.records.IncomingRecord;
import org.simbastream.records.TokenizedRecord;
import org.simbastream.text.TerminalCodes;

/** A record's tokens: its text plus a line feed, without special tokens, within a bound. */
@PublicApi
public final class RecordTokenizer implements AutoCloseable {

  private final TextTokenizer tokenizer;
  private final int maxTokens;

  /**
   * A tokenizer of records.
   *
   * @param maxTokens the greatest number of tokens read of one record; the rest is cut off, and the
   *     record marked
   */
  public RecordTokenizer(TextTokenizer tokenizer, int maxTokens) {
    this.tokenizer = tokenizer;
    this.maxTokens = maxTokens;
  }

  /**
   * Opens a model's tokenizer; the caller closes it.
   *
   * @param model a checkpoint's directory, or {@code bundled}
   * @param maxTokens the greatest number of tokens read of one record
   * @throws CheckpointException if the model has none, or none that can be used
   */
  public static RecordTokenizer open(String model, int maxTokens) {
    return new RecordTokenizer(tokenizerOf(model), maxTokens);
  }

  /**
   * Opens a model's tokenizer if it has one; the caller closes it.
   *
   * @throws CheckpointException if it can't be used
   */
  public static Optional<RecordTokenizer> openIfThere(String model, int maxTokens) {
    return ModelLocation.read(
        model,
        directory ->
            Files.isRegularFile(directory.resolve(Checkpoint.TOKENIZER_FILE))
                ? Optional.of(new RecordTokenizer(open(directory), maxTokens))
                : Optional.empty());
  }

  /**
   * Opens a model's tokenizer for texts other than records; the caller closes it.
   *
   * @param model a checkpoint's directory, or {@code bundled}
   * @throws CheckpointException if the model has none, or none that can be used
   */
  public static TextTokenizer tokenizerOf(String model) {
    return ModelLocation.read(model, RecordTokenizer::open);
  }

  /**
   * Tokenizes a record with text.
   *
   * @throws RuntimeException if the tokenizer refuses the text, or makes no tokens of it, as
   *     tokenizers without byte fallback do for unknown characters
   */
  public TokenizedRecord tokenize(IncomingRecord record) {
    int[] tokens = tokenizer.encodeBeginning(TerminalCodes.seen(record.text()) + '\n', maxTokens);
    if (tokens.length == 0) {
      throw new IllegalArgumentException("it makes no tokens of it");
    }
    return new TokenizedRecord(
        record.key(),
        record.position(),
        record.time(),
        record.text(),
        bounded(tokens),
        tokens.length > maxTokens,
        record.attributes());
  }

  /** The tokens of a record with that text, possibly none. */
  public int[] tokens(String text) {
    return bounded(tokenizer.encodeBeginning(TerminalCodes.seen(text) + '\n', maxTokens));
  }

  @Override
  public void close() {
    tokenizer.close();
  }

  private int[] bounded(int[] tokens) {
    return tokens.length > maxTokens ? Arrays.copyOf(tokens, maxTokens) : tokens;
  }

  private static TextTokenizer open(Path directory) {
    Checkpoint checkpoint = Checkpoint.open(directory);
    if (!Files.isRegularFile(checkpoint.tokenizer())) {
      throw new CheckpointException(
          "no "
              + Checkpoint.TOKENIZER_FILE
              + " in "
              + directory
              + ": text can't be read without it; use a model with a tokenizer, or records of"
              + " token ids");
    }
    return TextTokenizer.open(checkpoint.tokenizer(), checkpoint.configuration().vocabSize());
  }
}
