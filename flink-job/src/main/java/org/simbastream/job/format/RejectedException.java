package org.simbastream.job.format;

import org.simbastream.operators.record.RejectionReason;

/** Says that a record can't be processed, and why. Never leaves this package. */
final class RejectedException extends Exception {

  private static final long serialVersionUID = 1L;

  private final RejectionReason reason;

  /**
   * @param reason the class of the reason
   * @param message one sentence for a person
   */
  RejectedException(RejectionReason reason, String message) {
    // No stack trace: it says nothing here, and a stream of bad records would pay for it.
    super(message, null, false, false);
    this.reason = reason;
  }

  RejectionReason reason() {
    return reason;
  }
}
