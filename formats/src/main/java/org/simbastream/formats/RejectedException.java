package org.simbastream.formats;

import org.simbastream.records.RejectionReason;

/** Thrown when a record can't be processed. It never leaves this package. */
final class RejectedException extends Exception {

  private static final long serialVersionUID = 1L;

  private final RejectionReason reason;

  /**
   * @param reason the class of the reason
   * @param message one sentence for a person
   */
  RejectedException(RejectionReason reason, String message) {
    // No stack trace: it is of no use here, and costly for a stream of bad records.
    super(message, null, false, false);
    this.reason = reason;
  }

  RejectionReason reason() {
    return reason;
  }
}
