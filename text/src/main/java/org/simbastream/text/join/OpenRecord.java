package org.simbastream.text.join;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.simbastream.annotation.Internal;

/**
 * The lines of a record so far, and what may follow them. Every line either goes on with the record
 * or begins another one; none is lost.
 *
 * <p>Lines are joined by line feeds. The pieces of one line are joined without, in the envelope of
 * the first; lines behind the first one lose their envelope.
 */
@Internal
public final class OpenRecord {

  private static final Mode[] MODES = Mode.values();

  private final String text;
  private final Mode mode;
  private final int depth; // open brackets of JSON
  private final int lines;
  private final int bytes; // of the text in UTF-8

  private OpenRecord(String text, Mode mode, int depth, int lines, int bytes) {
    this.text = text;
    this.mode = mode;
    this.depth = depth;
    this.lines = lines;
    this.bytes = bytes;
  }

  /** The record that begins with a line. */
  public static OpenRecord begin(String line) {
    Envelope envelope = Envelope.of(line);
    if (envelope.piece()) {
      return new OpenRecord(line, Mode.PIECE, 0, 1, bytes(line));
    }
    return begin(line, envelope, line, 1);
  }

  /** A record of one complete line. */
  private static OpenRecord begin(String line, Envelope envelope, String text, int lines) {
    if (envelope.kind() == Envelope.Kind.DOCKER) {
      return new OpenRecord(text, Mode.CLOSED, 0, lines, bytes(text));
    }
    String content = envelope.content(line);
    Mode mode = Continuation.begunBy(Continuation.decisive(content));
    int depth = mode == Mode.JSON ? Math.max(1, Brackets.opened(lastWord(content))) : 0;
    return new OpenRecord(text, mode, depth, lines, bytes(text));
  }

  /** The open record that {@link #mode} and the other parts of state describe. */
  public static OpenRecord restore(String text, int mode, int depth, int lines) {
    if (mode < 0 || mode >= MODES.length || lines < 1) {
      throw new IllegalArgumentException("no open record has mode " + mode + ", " + lines);
    }
    return new OpenRecord(text, MODES[mode], depth, lines, bytes(text));
  }

  /**
   * The record with a further line; empty if the line does not go on with it.
   *
   * @param blank a blank line that stands between; null for none
   */
  public Optional<OpenRecord> with(String line, String blank) {
    if (mode == Mode.CLOSED || blank != null && !passes(blank)) {
      return Optional.empty();
    }
    Envelope mine = Envelope.of(text);
    Envelope other = Envelope.of(line);
    if (!mine.isOfSameStream(other)) {
      return Optional.empty();
    }
    String content = other.content(line);
    if (mode == Mode.PIECE) {
      return Optional.of(withPiece(mine, content, other.piece()));
    }
    return other.piece() ? Optional.empty() : withLine(content, blank);
  }

  private OpenRecord withPiece(Envelope mine, String content, boolean piece) {
    String joined = mine.joined(text, content, !piece);
    return piece
        ? new OpenRecord(joined, Mode.PIECE, 0, lines + 1, bytes + bytes(content))
        : begin(joined, Envelope.of(joined), joined, lines + 1);
  }

  private Optional<OpenRecord> withLine(String content, String blank) {
    String decisive = Continuation.decisive(content);
    if (blank != null && !Continuation.passesBlank(mode, decisive)) {
      return Optional.empty();
    }
    return Continuation.after(mode, decisive, new FirstLine(text))
        .map(
            next -> {
              int open = next == Mode.JSON ? depth + Brackets.opened(content) : 0;
              Mode then = next == Mode.JSON && open <= 0 ? Mode.CLOSED : next;
              String between =
                  blank == null ? "\n" : "\n" + Envelope.of(blank).content(blank) + "\n";
              return new OpenRecord(
                  text + between + content,
                  then,
                  open,
                  lines + (blank == null ? 1 : 2),
                  bytes + bytes(between) + bytes(content));
            });
  }

  /**
   * The record that begins with a line that goes on with this one, which is full.
   *
   * @param line the line
   * @param whole this record with the line
   */
  public static OpenRecord rest(String line, OpenRecord whole) {
    return new OpenRecord(line, whole.mode, whole.depth, 1, bytes(line));
  }

  /** Whether a line has no text of its own. */
  public static boolean isBlank(String line) {
    return Envelope.of(line).content(line).isBlank();
  }

  /** Whether a blank line may stand before a line that goes on with the record. */
  public boolean passes(String blank) {
    return mode.passesBlank() && Envelope.of(text).isOfSameStream(Envelope.of(blank));
  }

  /** Whether no line can go on with the record. */
  public boolean isClosed() {
    return mode == Mode.CLOSED;
  }

  /** The text of all lines. */
  public String text() {
    return text;
  }

  /** How many lines, or pieces of lines, it was made of. */
  public int lines() {
    return lines;
  }

  /** The length of its text in UTF-8, in bytes. */
  public int bytes() {
    return bytes;
  }

  /** What it consists of so far, as a number for state. */
  public int mode() {
    return mode.ordinal();
  }

  /** How many brackets of JSON are open. */
  public int depth() {
    return depth;
  }

  /** The brackets with which a line that opens some ends. */
  private static String lastWord(String line) {
    int from = line.length();
    while (from > 0 && !Character.isWhitespace(line.charAt(from - 1))) {
      from--;
    }
    return line.substring(from);
  }

  private static int bytes(String text) {
    int bytes = 0;
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= 128) {
        return text.getBytes(StandardCharsets.UTF_8).length;
      }
      bytes++;
    }
    return bytes;
  }
}
