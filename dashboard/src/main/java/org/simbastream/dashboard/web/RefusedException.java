package org.simbastream.dashboard.web;

/** Thrown to refuse a request. It never leaves this package. */
final class RefusedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int status;

  /**
   * @param status of HTTP
   * @param message a clause in plain words, without quoting the request
   */
  RefusedException(int status, String message) {
    super(message, null, false, false); // no stack trace: it is an expected outcome
    this.status = status;
  }

  int status() {
    return status;
  }
}
