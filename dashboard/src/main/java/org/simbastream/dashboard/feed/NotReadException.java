package org.simbastream.dashboard.feed;

/** Says to a visitor why lines could not be read again. */
public final class NotReadException extends Exception {

  private static final long serialVersionUID = 1L;

  NotReadException(String message) {
    super(message, null, false, false); // no stack trace: it is an answer, not an accident
  }
}
