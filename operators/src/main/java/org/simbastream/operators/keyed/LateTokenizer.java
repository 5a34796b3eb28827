package org.simbastream.operators.keyed;

import org.simbastream.operators.OperatorSettings;
import org.simbastream.operators.text.RecordTokenizer;

/**
 * The tokenizer of the operator's own model, opened when it is first needed: records come
 * tokenized, only those that another model's tokenizer has cut must be cut anew.
 */
final class LateTokenizer implements AutoCloseable {

  private final OperatorSettings settings;
  private RecordTokenizer tokenizer;

  LateTokenizer(OperatorSettings settings) {
    this.settings = settings;
  }

  /**
   * The tokenizer.
   *
   * @throws org.simbastream.model.checkpoint.CheckpointException if the model has none
   */
  RecordTokenizer get() {
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
