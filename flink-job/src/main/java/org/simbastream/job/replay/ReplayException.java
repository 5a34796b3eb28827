package org.simbastream.job.replay;

/** Thrown when a replay stops early; what it has committed stays. */
public final class ReplayException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Ends a replay with a message for the person who started it. */
  public ReplayException(String message) {
    super(message);
  }

  /** Ends a replay because of a lower-level failure. */
  public ReplayException(String message, Throwable cause) {
    super(message, cause);
  }
}
