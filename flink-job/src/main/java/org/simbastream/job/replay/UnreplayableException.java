package org.simbastream.job.replay;

/** Thrown when a dead letter can't be replayed. It never leaves this package. */
final class UnreplayableException extends Exception {

  private static final long serialVersionUID = 1L;

  /**
   * @param message a clause for a person
   */
  UnreplayableException(String message) {
    super(message, null, false, false); // no stack trace: it is an expected outcome
  }
}
