package org.simbastream.operators.keyed;

import org.simbastream.model.checkpoint.CheckpointException;
import org.simbastream.operators.OperatorSettings;
import org.simbastream.operators.record.IncomingRecord;
import org.simbastream.operators.record.TokenizedRecord;
import org.simbastream.operators.text.RecordTokenizer;

/**
 * The tokenizer of the operator's own model, opened when it is first needed: records come
 * tokenized, only those that another model's tokenizer has cut must be cut anew.
 */
final class LateTokenizer implements AutoCloseable {

  /** (1): the first token of the vocabulary. */
  private static final int[] REFUSED = {0};

  private final OperatorSettings settings;
  private RecordTokenizer tokenizer;

  LateTokenizer(OperatorSettings settings) {
    this.settings = settings;
  }

  /**
   * The same record, cut anew. It was accepted once, so that it can't be rejected any more: of a
   * text that this tokenizer refuses one token is read.
   *
   * @throws CheckpointException if the model has no tokenizer
   */
  TokenizedRecord anew(TokenizedRecord record) {
    RecordTokenizer own = get();
    try {
      return own.tokenize(
          new IncomingRecord(record.key(), record.position(), record.time(), record.text(), null));
    } catch (RuntimeException e) {
      return new TokenizedRecord(
          record.key(), record.position(), record.time(), record.text(), REFUSED.clone(), false);
    }
  }

  /**
   * The tokens of a record with that text; none if this tokenizer refuses it.
   *
   * @throws CheckpointException if the model has no tokenizer
   */
  int[] tokens(String text) {
    RecordTokenizer own = get();
    try {
      return own.tokens(text);
    } catch (RuntimeException e) {
      return new int[0];
    }
  }

  private RecordTokenizer get() {
    if (tokenizer == null) {
      tokenizer = RecordTokenizer.open(settings.model(), settings.otherModel().maxRecordTokens());
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
