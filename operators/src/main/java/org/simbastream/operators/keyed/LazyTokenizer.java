package org.simbastream.operators.keyed;

import java.util.Arrays;
import java.util.stream.Stream;
import org.simbastream.model.checkpoint.CheckpointException;
import org.simbastream.operators.settings.OperatorSettings;
import org.simbastream.operators.text.RecordTokenizer;
import org.simbastream.records.IncomingRecord;
import org.simbastream.records.TokenizedRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tokenizer of the operator's own model, opened when it is first needed: records arrive
 * tokenized, and only those that another model's tokenizer has tokenized must be tokenized again.
 * Given tokens are kept, and need no tokenizer.
 */
final class LazyTokenizer implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(LazyTokenizer.class);

  /** (1): the first token of the vocabulary. */
  private static final int[] REFUSED = {0};

  private final OperatorSettings settings;
  private final boolean tokensGiven;
  private final int vocabSize;
  private RecordTokenizer tokenizer;
  private boolean opened; // or found that the model has none
  private long unknown;

  LazyTokenizer(OperatorSettings settings, int vocabSize) {
    this.settings = settings;
    this.tokensGiven = settings.otherModel().tokensGiven();
    this.vocabSize = vocabSize;
  }

  /**
   * The same record for this model: tokenized again, or with its given tokens. The record was
   * accepted before, so it can't be rejected any more: if this tokenizer refuses its text, or its
   * tokens are not in the model's vocabulary, the model reads a single token for it.
   *
   * @throws CheckpointException if text must be tokenized and the model has no tokenizer
   */
  TokenizedRecord anew(TokenizedRecord record) {
    if (tokensGiven) {
      return areKnown(record.tokens()) ? record : refused(record);
    }
    RecordTokenizer own = get();
    try {
      return own.tokenize(
          new IncomingRecord(record.key(), record.position(), record.time(), record.text(), null)
              .with(record.attributes()));
    } catch (RuntimeException e) {
      return withOneToken(record);
    }
  }

  /**
   * Warns of the records for which one token is read because their own are not in the model's
   * vocabulary.
   */
  void tellUnknown() {
    if (unknown > 0) {
      LOG.warn(
          "{} records that waited in an open chunk hold token ids of another model, some of which"
              + " this model lacks (it has 0 to {}): the model reads one token of each of these"
              + " records instead",
          unknown,
          vocabSize - 1);
    }
  }

  /**
   * The tokens of a record with that text; none if this tokenizer refuses it. For given tokens, a
   * model without a tokenizer reads texts of ids separated by spaces.
   *
   * @throws CheckpointException if the model has no tokenizer and needs one
   */
  int[] tokens(String text) {
    RecordTokenizer own = get();
    try {
      return own == null ? ids(text) : own.tokens(text);
    } catch (RuntimeException e) {
      return new int[0];
    }
  }

  private int[] ids(String text) {
    int[] ids = Stream.of(text.split(" ")).mapToInt(Integer::parseInt).toArray();
    return areKnown(ids) ? ids : new int[0];
  }

  private boolean areKnown(int[] tokens) {
    return Arrays.stream(tokens).allMatch(token -> token >= 0 && token < vocabSize);
  }

  private TokenizedRecord refused(TokenizedRecord record) {
    unknown++;
    return withOneToken(record);
  }

  private static TokenizedRecord withOneToken(TokenizedRecord record) {
    return new TokenizedRecord(
        record.key(),
        record.position(),
        record.time(),
        record.text(),
        REFUSED.clone(),
        false,
        record.attributes());
  }

  /** Null if the model has none and needs none. */
  private RecordTokenizer get() {
    if (!opened) {
      int maxTokens = settings.otherModel().maxRecordTokens();
      tokenizer =
          tokensGiven
              ? RecordTokenizer.openIfThere(settings.model(), maxTokens).orElse(null)
              : RecordTokenizer.open(settings.model(), maxTokens);
      opened = true;
    }
    return tokenizer;
  }

  @Override
  public void close() {
    if (tokenizer != null) {
      tokenizer.close();
    }
  }
}
