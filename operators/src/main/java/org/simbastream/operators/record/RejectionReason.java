package org.simbastream.operators.record;

/** Why a record went to the dead letters instead of the model. */
public enum RejectionReason {
  /** The value is longer than {@code simba.record.max-bytes}. */
  TOO_LARGE,
  /** The key that names the stream is longer than {@link Rejection#MAX_KEY_BYTES}. */
  KEY_TOO_LARGE,
  /** The value, or the Kafka key that names the stream, is not well-formed UTF-8. */
  INVALID_UTF8,
  /** The value was to be a JSON object and is not one. */
  MALFORMED_JSON,
  /** The JSON object lacks the configured text field. */
  MISSING_TEXT,
  /** The time field is there but is not a point in time after 1970 began; or Kafka's is not. */
  MALFORMED_TIME,
  /**
   * The time is so far ahead of Kafka's, or of the clock, that it would close every other window.
   */
  TIME_TOO_FAR_AHEAD,
  /** The tokenizer refused the text. */
  TOKENIZER_FAILED,
  /** The value was to be token ids and is something else. */
  MALFORMED_TOKENS,
  /** A token id is none of the model's. */
  UNKNOWN_TOKEN,
  /** There are more token ids than {@code simba.record.max-tokens}. */
  TOO_MANY_TOKENS
}
