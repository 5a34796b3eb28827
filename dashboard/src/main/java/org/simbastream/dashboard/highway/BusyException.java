package org.simbastream.dashboard.highway;

/** Thrown when another text is being read. */
public final class BusyException extends Exception {

  private static final long serialVersionUID = 1L;

  BusyException() {
    super("another text is being read; try again in a moment", null, false, false);
  }
}
