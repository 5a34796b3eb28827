package org.simbastream.evaluation;

/** Thrown when data that a part of the evaluation reads is missing; its message names the data. */
public final class MissingDataException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  /** Missing data, in a message for people. */
  public MissingDataException(String message) {
    super(message);
  }
}
