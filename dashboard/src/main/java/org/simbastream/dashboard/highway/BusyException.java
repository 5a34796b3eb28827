package org.simbastream.dashboard.highway;

/** Says that a text is being read already. */
public final class BusyException extends Exception {

  private static final long serialVersionUID = 1L;

  BusyException() {
    super("another text is being read; try again in a moment", null, false, false);
  }
}
