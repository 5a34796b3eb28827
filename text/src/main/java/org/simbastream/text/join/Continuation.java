package org.simbastream.text.join;

import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import org.simbastream.text.TerminalCodes;
import org.simbastream.text.time.EventTimes;

/**
 * The rule by which a line goes on with the record before it. It is a careful one: what only looks
 * like a continuation (an indented line, the name of an exception) goes on with a record whose
 * first line has a time, if it has none itself; what is surely one (a frame of a trace) goes on
 * with any.
 */
final class Continuation {

  /** The number of a line's characters that decide. */
  private static final int LOOKED_AT = 1024;

  private static final String TRACEBACK = "Traceback (most recent call last):";

  private static final String NODE_VERSION = "Node.js v";

  private static final Pattern GO_CALL =
      Pattern.compile("[\\w./*()\\[\\]$\u00b7%-]{1,400}\\(.*\\)");

  private static final Pattern GO_PART =
      Pattern.compile(
          "created by \\S.*|\\[signal .*|\\[originating from .*|runtime stack:|exit status \\d+"
              + "|\\[recovered\\]|r[a-z0-9]{1,5} +0x[0-9a-f]+");

  private Continuation() {}

  /** What of a line's own text decides. */
  static String decisive(String content) {
    String head = content.length() > LOOKED_AT ? content.substring(0, LOOKED_AT) : content;
    return TerminalCodes.seen(head);
  }

  /** What may follow a first line. */
  static Mode begunBy(String line) {
    if (Brackets.isWhole(line)) {
      return Mode.CLOSED;
    }
    if (Brackets.begins(line) || Brackets.endsOpen(line) && EventTimes.hasTime(line)) {
      return Mode.JSON;
    }
    return switch (LineShape.of(line)) {
      case FRAME, ANNOUNCEMENT -> Mode.TRACE;
      case TRACEBACK -> Mode.PYTHON;
      case GOROUTINE, PANIC -> Mode.GO;
      case EXCEPTION, PART -> Mode.EXCEPTION;
      case SOURCE -> Mode.SOURCE;
      default -> line.endsWith(TRACEBACK) ? Mode.PYTHON : Mode.LINE;
    };
  }

  /**
   * What may follow a further line; empty if the line begins a record.
   *
   * @param mode what the record consists of
   * @param line the line's own text
   * @param first the record's first line
   */
  static Optional<Mode> after(Mode mode, String line, FirstLine first) {
    BooleanSupplier timed = first::isTimed;
    return Optional.ofNullable(
        switch (mode) {
          case LINE -> afterLine(line, timed);
          case JSON -> afterJson(line);
          case EXCEPTION -> afterException(line, timed);
          case TRACE -> afterFrame(line, first);
          case PYTHON -> afterPython(line);
          case PYTHON_END, PYTHON_CHAIN -> afterPythonEnd(mode, line);
          case GO -> afterGo(line);
          case SOURCE, SOURCE_LINE, SOURCE_MARK -> afterSource(mode, line);
          case CLOSED, PIECE -> null;
        });
  }

  private static Mode afterLine(String line, BooleanSupplier timed) {
    return switch (LineShape.of(line)) {
      case FRAME, ANNOUNCEMENT -> Mode.TRACE;
      case PART -> isIndented(line) || timed.getAsBoolean() ? Mode.TRACE : null;
      case EXCEPTION -> timed.getAsBoolean() ? Mode.EXCEPTION : null;
      case TRACEBACK -> timed.getAsBoolean() ? Mode.PYTHON : null;
      case GOROUTINE -> timed.getAsBoolean() ? Mode.GO : null;
      case INDENTED -> timed.getAsBoolean() && !EventTimes.hasTime(line) ? Mode.LINE : null;
      default -> null;
    };
  }

  private static Mode afterJson(String line) {
    return isIndented(line) || LineShape.of(line) == LineShape.CLOSING ? Mode.JSON : null;
  }

  private static Mode afterException(String line, BooleanSupplier timed) {
    return switch (LineShape.of(line)) {
      case FRAME, PART, ANNOUNCEMENT -> Mode.TRACE;
      case INDENTED -> timed.getAsBoolean() && !EventTimes.hasTime(line) ? Mode.EXCEPTION : null;
      default -> null;
    };
  }

  private static Mode afterFrame(String line, FirstLine first) {
    return switch (LineShape.of(line)) {
      case FRAME, PART, ANNOUNCEMENT, CLOSING -> Mode.TRACE;
      case INDENTED -> first.isIndented() || EventTimes.hasTime(line) ? null : Mode.TRACE;
      default -> isNumberedFrame(line) || line.startsWith(NODE_VERSION) ? Mode.TRACE : null;
    };
  }

  /** Whether a line may go on with a record behind a blank line. */
  static boolean passesBlank(Mode mode, String line) {
    return switch (mode) {
      case JSON, PYTHON_END, PYTHON_CHAIN, GO, SOURCE_MARK -> true;
      case TRACE -> LineShape.of(line) == LineShape.PART || line.startsWith(NODE_VERSION);
      default -> false;
    };
  }

  private static Mode afterPython(String line) {
    if (isIndented(line)) {
      return Mode.PYTHON;
    }
    return LineShape.endsTraceback(line) ? Mode.PYTHON_END : null;
  }

  private static Mode afterPythonEnd(Mode mode, String line) {
    return switch (LineShape.of(line)) {
      case CHAIN -> mode == Mode.PYTHON_END ? Mode.PYTHON_CHAIN : null;
      case TRACEBACK -> mode == Mode.PYTHON_CHAIN ? Mode.PYTHON : null;
      case FRAME, INDENTED -> mode == Mode.PYTHON_END && !EventTimes.hasTime(line) ? mode : null;
      default -> null;
    };
  }

  private static Mode afterGo(String line) {
    boolean goesOn =
        switch (LineShape.of(line)) {
          case FRAME, GOROUTINE, PART -> true;
          case INDENTED -> !EventTimes.hasTime(line);
          case BLANK -> false;
          default -> GO_PART.matcher(line).matches() || GO_CALL.matcher(line).matches();
        };
    return goesOn ? Mode.GO : null;
  }

  private static Mode afterSource(Mode mode, String line) {
    if (mode == Mode.SOURCE_MARK) {
      return LineShape.of(line) == LineShape.EXCEPTION ? Mode.EXCEPTION : null;
    }
    if (mode == Mode.SOURCE_LINE) {
      return line.strip().matches("\\^{1,200}") ? Mode.SOURCE_MARK : null;
    }
    boolean quoted = isIndented(line) || line.startsWith("throw ");
    return quoted && !EventTimes.hasTime(line) ? Mode.SOURCE_LINE : null;
  }

  static boolean isIndented(String line) {
    return !line.isEmpty() && Character.isWhitespace(line.charAt(0));
  }

  /** A frame of PHP, as {@code #3 /srv/app.php(12): load()}. */
  private static boolean isNumberedFrame(String line) {
    return line.length() > 2 && line.charAt(0) == '#' && Character.isDigit(line.charAt(1));
  }
}
