package org.simbastream.dashboard.feed;

/** Thrown when lines can't be read again; its message is shown to the visitor. */
public final class NotReadException extends Exception {

  private static final long serialVersionUID = 1L;

  NotReadException(String message) {
    super(message, null, false, false); // no stack trace: it is an expected outcome
  }
}
