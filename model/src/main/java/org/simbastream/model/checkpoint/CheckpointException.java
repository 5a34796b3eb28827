package org.simbastream.model.checkpoint;

import org.simbastream.annotation.PublicApi;

/**
 * Thrown for a checkpoint that can't be used; its message names what was expected and what was
 * found.
 */
@PublicApi
public final class CheckpointException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Refuses a checkpoint with a message for the person who named it. */
  public CheckpointException(String message) {
    super(message);
  }

  /** Refuses a checkpoint because of a lower-level failure. */
  public CheckpointException(String message, Throwable cause) {
    super(message, cause);
  }
}
