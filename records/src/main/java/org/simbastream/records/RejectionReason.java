package org.simbastream.records;

import org.simbastream.annotation.PublicApi;

/** Why a record went to the dead letters instead of the model. */
@PublicApi
public enum RejectionReason {
  /** The value is longer than {@code simba.record.max-bytes}. */
  TOO_LARGE,
  /** The key that names the stream is longer than {@link Rejection#MAX_KEY_BYTES}. */
  KEY_TOO_LARGE,
  /** The Kafka key that names the stream is not UTF-8, or the value not of its charset. */
  INVALID_UTF8,
  /** The value is not a JSON object, as the record format requires. */
  MALFORMED_JSON,
  /** The value is not of the wire format of the preset. */
  MALFORMED_VALUE,
  /** The JSON object lacks the configured text field. */
  MISSING_TEXT,
  /**
   * Its own time, or else Kafka's timestamp, is not a point in time after the beginning of 1970.
   */
  MALFORMED_TIME,
  /**
   * The time is so far ahead of Kafka's timestamp, or of processing time, that it would close every
   * other window.
   */
  TIME_TOO_FAR_AHEAD,
  /** The tokenizer refused the text. */
  TOKENIZER_FAILED,
  /** The value is not an array of token ids, as the record format requires. */
  MALFORMED_TOKENS,
  /** A token id is not in the model's vocabulary. */
  UNKNOWN_TOKEN,
  /** There are more token ids than {@code simba.record.max-tokens}. */
  TOO_MANY_TOKENS
}
