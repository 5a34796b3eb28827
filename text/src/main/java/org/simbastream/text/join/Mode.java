package org.simbastream.text.join;

/**
 * What an open record consists of so far, and so what may follow. State contains the ordinals: new
 * modes are added at the end.
 */
enum Mode {
  /** An ordinary line, and perhaps indented ones. */
  LINE,
  /** Nothing can follow. */
  CLOSED,
  /** A piece of a line. */
  PIECE,
  /** Pretty-printed JSON with open brackets. */
  JSON,
  /** The name of an exception, without frames. */
  EXCEPTION,
  /** A trace with frames. */
  TRACE,
  /** A trace of Python before its exception. */
  PYTHON,
  /** A trace of Python with its exception. */
  PYTHON_END,
  /** A trace of Python that says that another one follows. */
  PYTHON_CHAIN,
  /** A panic or a goroutine of Go. */
  GO,
  /** The place in a source that Node quotes before an exception. */
  SOURCE,
  /** A quoted line of that source. */
  SOURCE_LINE,
  /** The mark below that line. */
  SOURCE_MARK;

  /** Whether a blank line may stand before a line that goes on with the record. */
  boolean passesBlank() {
    return switch (this) {
      case JSON, TRACE, PYTHON_END, PYTHON_CHAIN, GO, SOURCE_MARK -> true;
      default -> false;
    };
  }
}
