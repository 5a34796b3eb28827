package org.simbastream.operators.text;

import org.simbastream.annotation.PublicApi;
import org.simbastream.records.DeadLetter;
import org.simbastream.records.TokenizedRecord;

/** The result of taking in a record, before the model reads it. */
@PublicApi
public sealed interface Intake {

  /**
   * The model reads the record.
   *
   * @param record with its tokens
   */
  record Tokenized(TokenizedRecord record) implements Intake {}

  /** The record is empty. */
  record Empty() implements Intake {

    static final Empty INSTANCE = new Empty();
  }

  /**
   * The record can't be read.
   *
   * @param letter the record and the reason
   */
  record Rejected(DeadLetter letter) implements Intake {}
}
