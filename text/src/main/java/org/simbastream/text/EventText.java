package org.simbastream.text;

import java.util.regex.Pattern;
import org.simbastream.annotation.Internal;

/**
 * What of a stack trace names its event: its first line, and the lines that tell the exceptions.
 * Frames tell where, not what.
 */
@Internal
public final class EventText {

  /**
   * The number of lines of code that may follow a frame of Python: the line, and marks below it.
   */
  private static final int CODE_LINES = 2;

  private static final Pattern PYTHON_FRAME =
      Pattern.compile("\\s+File \".*\", line \\d+.*", Pattern.DOTALL);

  /** Another frame, or another line that belongs to a trace and tells no event of its own. */
  private static final Pattern FRAME =
      Pattern.compile(
          "\\s+at (async |new )?(\\S*[.(:/]|\\S+ \\().*" // Java, Node, .NET
              + "|\\s*\\.\\.\\. \\d+ (more|common frames omitted).*"
              + "|Traceback \\(most recent call last\\):.*" // Python
              + "|goroutine \\d+ \\[.*" // Go
              + "|\\s+\\S+:\\d+ \\+0x[0-9a-f]+.*"
              + "|\\s+from \\S+:\\d+:in .*", // Ruby
          Pattern.DOTALL);

  /** What begins an indented line that tells an exception. */
  private static final Pattern INDENTED_EXCEPTION =
      Pattern.compile("\\s+(Caused by: |Suppressed: |---> ).*", Pattern.DOTALL);

  private static final Pattern LINE_END = Pattern.compile("\r?\n");

  private EventText() {}

  /** Whether a line is a frame of a stack trace. */
  public static boolean isFrame(String line) {
    return FRAME.matcher(line).matches() || PYTHON_FRAME.matcher(line).matches();
  }

  private static boolean isIndented(String line) {
    return !line.isEmpty() && Character.isWhitespace(line.charAt(0));
  }

  /**
   * Whether a record of one line continues a stack trace: as a frame, or as a line of code that is
   * quoted after one.
   *
   * @param codeLines how many lines of code may follow the record before it
   */
  public static boolean continuesTrace(String text, int codeLines) {
    return text.indexOf('\n') < 0 && (isFrame(text) || codeLines > 0 && isIndented(text));
  }

  /** How many lines of code may follow a record that continues a stack trace. */
  public static int codeLinesAfter(String text, int codeLines) {
    if (PYTHON_FRAME.matcher(text).matches()) {
      return CODE_LINES;
    }
    return isFrame(text) ? 0 : Math.max(0, codeLines - 1);
  }

  /** The text without frames and other indented lines, if it holds a trace; else all of it. */
  public static String of(String text) {
    if (text.indexOf('\n') < 0) {
      return text;
    }
    StringBuilder event = new StringBuilder();
    boolean trace = false;
    boolean first = true;
    for (String line : LINE_END.split(text, -1)) {
      boolean frame = isFrame(line);
      trace |= frame;
      if (!frame && (first || !isIndented(line) || isException(line))) {
        event.append(line).append('\n');
      }
      first = false;
    }
    return trace && event.length() > 0 ? event.toString() : text;
  }

  private static boolean isException(String line) {
    return INDENTED_EXCEPTION.matcher(line).matches();
  }
}
