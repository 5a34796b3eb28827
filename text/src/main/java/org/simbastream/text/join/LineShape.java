package org.simbastream.text.join;

import java.util.regex.Pattern;
import org.simbastream.text.EventText;
import org.simbastream.text.Message;

/** What a line looks like, by itself. */
enum LineShape {
  /** Nothing but white space. */
  BLANK,
  /** A frame of a stack trace, of any language. */
  FRAME,
  /** The beginning of a trace of Python. */
  TRACEBACK,
  /** What joins two traces of Python. */
  CHAIN,
  /** The beginning of a goroutine's trace. */
  GOROUTINE,
  /** A panic of Go, or a fatal error of its runtime. */
  PANIC,
  /** A further part of a trace: a cause, frames left out, the end of an inner trace. */
  PART,
  /** A line that says that a trace follows. */
  ANNOUNCEMENT,
  /** The name of an exception, alone or with a message. */
  EXCEPTION,
  /** A file of JavaScript with the number of a line, as Node quotes it before an exception. */
  SOURCE,
  /** Brackets that close what an earlier line opened. */
  CLOSING,
  /** Any other line that begins with white space. */
  INDENTED,
  /** Any other line. */
  OTHER;

  /** A longer name is none of an exception. */
  private static final int LONGEST_NAME = 256;

  private static final Pattern NAME =
      Pattern.compile(
          "(?:[a-z_][\\w$]*\\.){1,20}[A-Z][\\w$]*" // java.io.IOException, acme.Timeout
              + "|(?:[\\w$]+[.:]{1,2}){0,20}[A-Z][\\w$]*(?:Exception|Error|Throwable|Failure)"
              + "|KeyboardInterrupt|SystemExit");

  private static final Pattern BEFORE_NAME =
      Pattern.compile("Exception in thread \"[^\"]{0,200}\" |Uncaught |Unhandled exception[.:] ");

  private static final Pattern BEHIND_NAME = Pattern.compile(":|\\s\\[\\w{1,64}\\](?::|$)|\\s*$");

  private static final Pattern LEFT_OUT =
      Pattern.compile("\\.\\.\\. ?\\d+ (?:more|common frames omitted).*|\\.\\.\\.\\d+ frames.*");

  private static final Pattern NODE_SOURCE =
      Pattern.compile("(?:file://|node:)?[^\\s:]{1,512}(?:\\.[cm]?[jt]sx?)?:\\d{1,9}");

  private static final Pattern SCRIPT = Pattern.compile(".*\\.[cm]?[jt]sx?:\\d{1,9}|node:.*");

  /** The shape of a line without terminal codes. */
  static LineShape of(String line) {
    if (line.isBlank()) {
      return BLANK;
    }
    return Character.isWhitespace(line.charAt(0)) ? ofIndented(line) : ofUnindented(line);
  }

  private static LineShape ofIndented(String line) {
    if (EventText.isFrame(line)) {
      return FRAME;
    }
    String stripped = line.stripLeading();
    if (isClosing(stripped)) {
      return CLOSING;
    }
    return isPart(stripped) ? PART : INDENTED;
  }

  private static LineShape ofUnindented(String line) {
    return switch (line.charAt(0)) {
      case 'T' -> line.startsWith("Traceback (most recent call last):") ? TRACEBACK : named(line);
      case 'D' ->
          line.startsWith("During handling of the above exception, another") ? CHAIN : named(line);
      case 't' ->
          line.startsWith("The above exception was") || line.startsWith("the above exception was")
              ? CHAIN
              : named(line);
      case 'g' -> EventText.isFrame(line) ? GOROUTINE : named(line);
      case 'p' -> line.startsWith("panic: ") ? PANIC : named(line);
      case 'f' -> line.startsWith("fatal error: ") ? PANIC : named(line);
      case '}', ']', ')' -> isClosing(line) ? CLOSING : OTHER;
      default -> isPart(line) ? PART : named(line);
    };
  }

  private static boolean isClosing(String line) {
    for (int i = 0; i < line.length(); i++) {
      if ("}]),; ".indexOf(line.charAt(i)) < 0) {
        return false;
      }
    }
    return true;
  }

  private static boolean isPart(String line) {
    return line.startsWith("Caused by: ")
        || line.startsWith("Suppressed: ")
        || line.startsWith("---> ")
        || line.startsWith("--- End of ")
        || line.startsWith("...") && LEFT_OUT.matcher(line).matches();
  }

  private static LineShape named(String line) {
    if (line.equals("Stack trace:") || line.equals("stack backtrace:")) {
      return ANNOUNCEMENT;
    }
    if (line.startsWith("The above exception was")) {
      return CHAIN;
    }
    if (isException(line)) {
      return EXCEPTION;
    }
    return NODE_SOURCE.matcher(line).matches() && SCRIPT.matcher(line).matches() ? SOURCE : OTHER;
  }

  /** Whether a line begins with the name of an exception, which is alone or before a colon. */
  private static boolean isException(String line) {
    var before = BEFORE_NAME.matcher(line);
    int from = before.lookingAt() ? before.end() : 0;
    int to = from;
    while (to < line.length() && to - from <= LONGEST_NAME && isOfName(line, to)) {
      to++;
    }
    return to > from
        && to - from <= LONGEST_NAME
        && NAME.matcher(line).region(from, to).matches()
        && BEHIND_NAME.matcher(line).region(to, line.length()).lookingAt();
  }

  private static boolean isOfName(String line, int at) {
    char c = line.charAt(at);
    return c < 128 && (Character.isLetterOrDigit(c) || c == '_' || c == '$' || c == '.')
        || c == ':' && line.startsWith("::", at)
        || c == ':' && at > 0 && line.startsWith("::", at - 1);
  }

  /**
   * Whether a line can be the one with the exception after a trace of Python: a name, alone or
   * before a colon, that is no level.
   */
  static boolean endsTraceback(String line) {
    int to = 0;
    while (to < line.length() && (isOfName(line, to))) {
      to++;
    }
    return to > 0
        && (to == line.length() || line.charAt(to) == ':')
        && !Message.isLevel(line.substring(0, to));
  }
}
