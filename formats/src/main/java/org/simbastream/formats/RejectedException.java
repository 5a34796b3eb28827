package org.simbastream.formats;

import org.simbastream.annotation.Internal;
import org.simbastream.records.RejectionReason;

/** Thrown when a value can't be read; {@link RecordReader} makes a rejected record of it. */
@Internal
public final class RejectedException extends Exception {

  private static final long serialVersionUID = 1L;

  private final RejectionReason reason;

  /**
   * A value that can't be read.
   *
   * @param reason the class of the reason
   * @param message one sentence for a person
   */
  public RejectedException(RejectionReason reason, String message) {
    // No stack trace: it is of no use here, and costly for a stream of bad records.
    super(message, null, false, false);
    this.reason = reason;
  }

  /** The class of the reason. */
  public RejectionReason reason() {
    return reason;
  }
}
