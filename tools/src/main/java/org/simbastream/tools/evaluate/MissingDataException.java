package org.simbastream.tools.evaluate;

/** Says that data is missing which a part of the evaluation reads, and which data that is. */
public final class MissingDataException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  /** Missing data, in a message for people. */
  public MissingDataException(String message) {
    super(message);
  }
}
