package org.simbastream.dashboard.feed;

/** A record in an output topic is not what the schemas say. Never leaves this package. */
final class MalformedResultException extends Exception {

  private static final long serialVersionUID = 1L;

  MalformedResultException(String message) {
    super(message, null, false, false); // no stack trace: anybody may write to a topic
  }
}
