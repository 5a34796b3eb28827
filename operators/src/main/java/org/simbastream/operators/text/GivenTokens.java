package org.simbastream.operators.text;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.simbastream.model.bundled.ModelLocation;
import org.simbastream.model.checkpoint.Checkpoint;
import org.simbastream.model.checkpoint.CheckpointException;
import org.simbastream.model.text.TextTokenizer;
import org.simbastream.records.IncomingRecord;
import org.simbastream.records.Rejection;
import org.simbastream.records.RejectionReason;
import org.simbastream.records.TokenizedRecord;

/**
 * Checks records that come as tokens against the model's vocabulary, and gives them the text that
 * its tokenizer decodes from them. Without a tokenizer the text is the ids, separated by spaces.
 */
final class GivenTokens implements AutoCloseable {

  private final TextTokenizer tokenizer; // null if the model has none
  private final int vocabSize;
  private final int maxTokens;

  private GivenTokens(TextTokenizer tokenizer, int vocabSize, int maxTokens) {
    this.tokenizer = tokenizer;
    this.vocabSize = vocabSize;
    this.maxTokens = maxTokens;
  }

  /**
   * Opens a model's tokenizer, if it has one; the caller closes it.
   *
   * @param model a checkpoint's directory, or {@code bundled}
   * @param maxTokens the greatest number of tokens of one record
   * @throws CheckpointException if the model can't be used
   */
  static GivenTokens open(String model, int maxTokens) {
    return ModelLocation.read(model, directory -> open(directory, maxTokens));
  }

  private static GivenTokens open(Path directory, int maxTokens) {
    Checkpoint checkpoint = Checkpoint.open(directory);
    int vocabSize = checkpoint.configuration().vocabSize();
    Path file = checkpoint.tokenizer();
    TextTokenizer tokenizer =
        Files.isRegularFile(file) ? TextTokenizer.open(file, vocabSize) : null;
    return new GivenTokens(tokenizer, vocabSize, maxTokens);
  }

  /** Why the model can't read a record's tokens, if it can't. */
  Optional<Rejection> rejection(IncomingRecord record) {
    int[] tokens = record.tokens();
    if (tokens.length > maxTokens) {
      return Optional.of(
          Rejection.ofRead(
              RejectionReason.TOO_MANY_TOKENS,
              "The value has %d tokens, more than simba.record.max-tokens = %d."
                  .formatted(tokens.length, maxTokens),
              record));
    }
    for (int i = 0; i < tokens.length; i++) {
      if (tokens[i] < 0 || tokens[i] >= vocabSize) {
        return Optional.of(
            Rejection.ofRead(
                RejectionReason.UNKNOWN_TOKEN,
                "Token %d is %d, but the model's are 0 to %d."
                    .formatted(i, tokens[i], vocabSize - 1),
                record));
      }
    }
    return Optional.empty();
  }

  /** A record whose tokens the model can read. */
  TokenizedRecord read(IncomingRecord record) {
    return new TokenizedRecord(
        record.key(),
        record.position(),
        record.time(),
        text(record.tokens()),
        record.tokens(),
        false,
        record.attributes());
  }

  @Override
  public void close() {
    if (tokenizer != null) {
      tokenizer.close();
    }
  }

  private String text(int[] tokens) {
    String text = tokenizer == null ? "" : tokenizer.decode(tokens);
    int end = text.length();
    while (end > 0 && (text.charAt(end - 1) == '\n' || text.charAt(end - 1) == '\r')) {
      end--;
    }
    return end > 0
        ? text.substring(0, end)
        : Arrays.stream(tokens).mapToObj(Integer::toString).collect(Collectors.joining(" "));
  }
}
