package org.simbastream.operators.record;

/**
 * Why a record can't be processed, with what is kept of its bytes.
 *
 * @param reason the class of the reason
 * @param message one sentence for a person
 * @param length the value's full length in bytes
 * @param head the value's first bytes, at most {@link #MAX_HEAD_BYTES}
 */
public record Rejection(RejectionReason reason, String message, long length, byte[] head) {

  /** The longest key of a stream: 4 KiB in UTF-8. It goes with each of its records and states. */
  public static final int MAX_KEY_BYTES = 4 * 1024;

  /** How much of a rejected value is kept: 64 KiB. */
  public static final int MAX_HEAD_BYTES = 64 * 1024;
}
