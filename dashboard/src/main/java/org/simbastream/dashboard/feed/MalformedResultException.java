package org.simbastream.dashboard.feed;

/**
 * Thrown when a record in an output topic does not match its schema. It never leaves this package.
 */
final class MalformedResultException extends Exception {

  private static final long serialVersionUID = 1L;

  MalformedResultException(String message) {
    super(message, null, false, false); // no stack trace: any client may write to a topic
  }
}
