package org.simbastream.dashboard.web;

/** A request is refused. Never leaves this package. */
final class RefusedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int status;

  /**
   * @param status of HTTP
   * @param message a clause for a person, without what the request said
   */
  RefusedException(int status, String message) {
    super(message, null, false, false); // no stack trace: it is an answer, not an accident
    this.status = status;
  }

  int status() {
    return status;
  }
}
